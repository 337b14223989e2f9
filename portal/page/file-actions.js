// @ts-check
import { resendReport } from './api.js';
import { inOneSentence } from './problem-view.js';
import { refusalView } from './refusals.js';
import { isUnconfirmed } from './report-facts.js';
import { saveFile } from './save-file.js';
import { sorry } from './sorry.js';

/**
 * Saves the file of a report and says how it goes.
 *
 * @param {import('./api.js').ReportStatus} report
 * @param {(text: string) => void} say
 */
export async function fetchFile(report, say) {
  say('Fetching the file …');
  let told = 0;
  try {
    await saveFile(report, (percent) => {
      // In tenths: each sentence is read aloud to those who listen.
      if (percent < told + 10) return;
      told = percent - (percent % 10);
      say(`Fetching the file … ${told} %`);
    });
    say(`The file is saved on this device as ${report.fileName ?? 'course-progress.csv'}.`);
  } catch (error) {
    say(inOneSentence(error));
  }
}

/**
 * Mails the file of a report once more and says what became of it.
 *
 * @param {import('./api.js').ReportStatus} report
 * @param {(text: string) => void} say
 */
export async function mailAgain(report, say) {
  say('Handing it to the mail server …');
  try {
    say(wordOf(await resendReport(report.reportId)));
  } catch (error) {
    say(inOneSentence(error));
  }
}

/** @param {import('./api.js').ReportStatus} resend  its status is that of this sending */
function wordOf(resend) {
  const { status, error } = resend;
  if (status === 'sent') return 'It is in the mail again. It can take a few minutes to arrive.';
  if (status === 'refused') return refusalView(error?.code ?? '').lines.join(' ');
  if (isUnconfirmed(resend)) return 'The mail left, but nobody confirmed it. Look into your inbox first.';
  if (status === 'late' || status === 'failed') return `The mail could not be sent. ${sorry(error?.code ?? '')}`;
  return 'It is on its way again. Look into your inbox in a few minutes.';
}
