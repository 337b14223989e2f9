import {
  checkLearnerSource,
  checkReportStore,
  copiesOfKeyspace,
  custodianIsNamed,
} from '../../adapters/cassandra/checks.ts';
import { checkMailServer } from '../../adapters/mail/check.ts';
import { livePollers } from '../../client/pollers.ts';
import { missingSearchAttributes } from '../../client/search-attributes.ts';
import { ownKeyspace, sourceNames } from '../../config/connections.ts';
import { errorSpec, ReportError } from '../../report/errors.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly message: string;
}

/** A node's loss must not lose reports (docs/config.md). */
const SAFE_COPIES = 3;

/** Everything that a report needs, a line each, all of them whatever the first ones say. */
export async function doctor(connections: Connections, out: Output): Promise<number> {
  const { values } = connections;
  const { keyspace } = ownKeyspace(values);
  const cassandra = connections.cassandra();
  const findings = [
    finding('environment', 'ok', 'every variable can be read'),
    await found('Cassandra, learner data', async () => {
      const absent = await checkLearnerSource(cassandra, sourceNames(values));
      const isNamed = await custodianIsNamed(cassandra, sourceNames(values));
      const warnings = [
        ...(absent.length === 0 ? [] : [`an older schema, without ${absent.join(', ')}`]),
        ...(isNamed
          ? []
          : ['system_settings has no custodianOrgId: self-signed-up learners are taken for state users']),
      ];
      return warnings.length === 0 ? 'tables, columns and rights are there' : warning(warnings.join('; '));
    }),
    await found('Cassandra, report store', async () => {
      await checkReportStore(cassandra, keyspace);
      const copies = await copiesOfKeyspace(cassandra, keyspace);
      if (copies >= SAFE_COPIES) return `keyspace ${keyspace} is there`;
      return warning(
        `keyspace ${keyspace} keeps ${copies} ${copies === 1 ? 'copy' : 'copies'}: use ${SAFE_COPIES}, or a lost node loses reports`,
      );
    }),
    ...(await temporalFindings(connections)),
    await found('mail server', async () => {
      await checkMailServer(values.SMTP_URL ?? '');
      return 'answers, and takes the login if one is set';
    }),
  ];
  for (const one of findings) out.answer(one, [`${one.state.padEnd(8)} ${one.check}: ${one.message}`]);
  return findings.some(({ state }) => state === 'fault') ? 1 : 0;
}

async function temporalFindings(connections: Connections): Promise<Finding[]> {
  const temporal = await connections.temporal().catch((error: unknown) => error);
  if (temporal instanceof Error) return [await found('Temporal', () => Promise.reject(temporal))];
  const client = temporal as Awaited<ReturnType<Connections['temporal']>>;
  return [
    await found('Temporal, search attributes', async () => {
      const [missing] = await missingSearchAttributes(client);
      if (missing !== undefined) throw new ReportError('TemporalNotSetUp', { what: `search attribute ${missing}` });
      return 'all registered';
    }),
    await found('Temporal, workers', async () => {
      const pollers = await livePollers(client);
      if (pollers > 0) return `${pollers} asking for work`;
      return fault('no worker asks for work: start one (npm run worker), or reports wait until they are late');
    }),
  ];
}

class Found extends Error {
  readonly state: 'warning' | 'fault';

  constructor(state: 'warning' | 'fault', message: string) {
    super(message);
    this.state = state;
  }
}

function warning(message: string): never {
  throw new Found('warning', message);
}

function fault(message: string): never {
  throw new Found('fault', message);
}

async function found(check: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return finding(check, 'ok', await look());
  } catch (error) {
    if (error instanceof Found) return finding(check, error.state, error.message);
    if (!(error instanceof ReportError)) throw error;
    return finding(check, 'fault', `${error.code}: ${error.message} ${errorSpec(error.code).todo}`);
  }
}

function finding(check: string, state: Finding['state'], message: string): Finding {
  return { check, state, message };
}
