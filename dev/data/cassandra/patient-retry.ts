import { policies, type types } from 'cassandra-driver';

type Info = policies.retry.OperationInfo;
type Decision = policies.retry.DecisionInfo;

const MOST_RETRIES = 4;

/**
 * Asks again where the driver gives up: it took one pause of the server of five seconds to end a write of half a
 * million rows, and every demo row may be written twice.
 */
class PatientRetry extends policies.retry.RetryPolicy {
  override onWriteTimeout({ nbRetry }: Info, consistency: types.consistencies): Decision {
    return nbRetry < MOST_RETRIES ? this.retryResult(consistency) : this.rethrowResult();
  }

  override onRequestError({ nbRetry }: Info, consistency: types.consistencies): Decision {
    return nbRetry < MOST_RETRIES ? this.retryResult(consistency, true) : this.rethrowResult();
  }
}

export const patientRetry = new PatientRetry();
