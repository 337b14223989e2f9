// @ts-check
import { batchFacts, batchReports, cancelReport, requestReport } from './api.js';
import { ApiError } from './api-error.js';
import { offerView, showFacts } from './batch-facts.js';
import { showHistory } from './batch-history.js';
import { CurrentReport } from './current-report.js';
import { fetchFile, mailAgain } from './file-actions.js';
import { showTrouble, wireNotice } from './notice.js';
import { isCurrent, isOf, isOlder } from './own-reports.js';
import { say, setBusy, showView, wirePanel } from './panel.js';
import { persistently } from './persistence.js';
import { INCOMPLETE_LINK, inOneSentence, problemView } from './problem-view.js';
import { isEnded } from './report-facts.js';
import { askWhetherToStop } from './stop-dialog.js';
import { onOtherTab, tellTabs } from './tabs.js';
import { takeTokens } from './token.js';

const address = new URLSearchParams(location.search);
const key = { courseId: address.get('courseId') ?? '', batchId: address.get('batchId') ?? '' };

/** @type {{ facts: import('./api.js').BatchFacts, current: CurrentReport } | null} */
let opened = null;

async function open() {
  const facts = await persistently(() => batchFacts(key), showTrouble);
  opened?.current.leave();
  opened = { facts, current: new CurrentReport(facts, () => run(refresh())) };
  showFacts(facts);
  if (facts.refusal !== null) throw new ApiError(403, facts.refusal.code);
  showView(offerView(facts));
  await refresh();
}

/** Lists the batch's reports and goes on with her own newest one: after a reload, or when another tab asked for it. */
async function refresh() {
  if (opened === null) return;
  const { facts, current } = opened;
  const reports = await persistently(() => batchReports(key), showTrouble);
  showHistory(reports, (report) => isOf(report, facts.requesterId), facts.address !== null);
  const newest = reports.find((report) => isOf(report, facts.requesterId));
  if (newest !== undefined && isCurrent(newest) && !isOlder(newest, current.report)) run(current.take(newest));
}

/** @type {Promise<void> | null} */
let looking = null;

/** Once at a time: while the service is away, every look at the page would begin a loop of its own. */
function look() {
  looking ??= refresh().finally(() => {
    looking = null;
  });
  return looking;
}

/** @param {'mail' | 'portal'} deliver */
async function ask(deliver) {
  if (opened === null) return run(open());
  const clickId = crypto.randomUUID();
  setBusy('Asking for your report …');
  try {
    const status = await persistently(() => requestReport({ ...key, deliver }, clickId), showTrouble);
    tellTabs(key.batchId);
    run(opened.current.take(status));
    if (isEnded(status)) await refresh();
  } finally {
    setBusy(null);
    say('');
  }
}

async function stop() {
  const report = opened?.current.report;
  if (report === undefined || report === null || !(await askWhetherToStop())) return;
  setBusy('Stopping …');
  await cancelReport(report.reportId).catch((error) => {
    setBusy(null);
    say(inOneSentence(error));
  });
}

/** @param {(report: import('./api.js').ReportStatus, say: (text: string) => void) => Promise<void>} act */
async function withFile(act) {
  const report = opened?.current.report;
  if (report === undefined || report === null) return;
  setBusy('');
  await act(report, say);
  setBusy(null);
}

/** What does not pass by itself is shown in place of the report. @param {Promise<void>} work */
function run(work) {
  work.catch((error) => {
    if (!(error instanceof ApiError)) console.error(error);
    opened?.current.leave();
    const problem = error instanceof ApiError ? error : { status: 500, code: '' };
    showView(problemView(problem));
  });
}

const ACTIONS = {
  ask: () => ask('mail'),
  keep: () => ask('portal'),
  stop,
  fetch: () => withFile(fetchFile),
  resend: () => withFile(mailAgain),
};

wireNotice();
wirePanel((action) => run(ACTIONS[action]()));
takeTokens(() => run(open()));
if (key.courseId === '' || key.batchId === '') showView(INCOMPLETE_LINK);
else {
  run(open());
  onOtherTab(key.batchId, () => run(refresh()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') run(look());
  });
}
