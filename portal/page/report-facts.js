// @ts-check
/** @typedef {import('./api.js').ReportStatus} ReportStatus */

/** @param {ReportStatus} report */
export function isEnded({ status }) {
  return ['sent', 'kept', 'refused', 'failed', 'late', 'cancelled'].includes(status);
}

/** Whether there is a file to fetch: a late or failed report can have one too. @param {ReportStatus} report */
export function hasFile({ status, manifest }) {
  return status === 'sent' || status === 'kept' || ((status === 'late' || status === 'failed') && manifest !== null);
}

/** Handed over, with no word from the mail server. @param {Pick<ReportStatus, 'error'>} report */
export function isUnconfirmed({ error }) {
  return error?.code === 'DeliveryUnconfirmed';
}

const SHORT = {
  waiting: 'About to start',
  reading: 'Being made',
  assembling: 'Being made',
  sending: 'Being sent',
  sent: 'Mailed',
  kept: 'Ready to save',
  refused: 'Not allowed',
  failed: 'Failed',
  late: 'Not ready in time',
  cancelled: 'Stopped',
};

/** For the list of reports. @param {ReportStatus} report */
export function inAWord(report) {
  return isUnconfirmed(report) ? 'Mailed, but not confirmed' : SHORT[report.status];
}
