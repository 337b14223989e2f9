import { log } from '@temporalio/activity';
import { ReportError } from '../report/errors.ts';
import { smtpAnswerOf } from '../report/smtp-answer.ts';
import type { StopSignal } from '../report/stop-signal.ts';
import { opened } from './claim-delivery.ts';
import type { Dependencies } from './dependencies.ts';
import type { Letter } from './letter.ts';
import { refusalError } from './mail-refusal.ts';

/**
 * Sends a letter that nothing guards and nobody writes down: for a step that is attempted once only. Its number is 0, which
 * no row ever has.
 *
 * @throws MailServerUnreachable, or the mail server's refusal
 */
export async function sendUnfenced(deps: Dependencies, letter: Letter, signal: StopSignal): Promise<void> {
  const { reportId, subject, runId, runStartedMs } = letter;
  const attempt = { owner: 'last try', runId, runStartedMs, form: 'none', resendId: null } as const;
  const mail = await letter.mail(opened(deps, letter, { ...attempt, no: 0, leftBefore: null }));
  const result = await deps.mailer.send(mail, { windowMs: letter.leftMs(), mayFinish: async () => true, signal });
  deps.metrics.count('course_report_smtp_answers_total', { class: smtpAnswerOf(result) });
  if (result.kind === 'rejected') throw refusalError(result.reply);
  if (result.kind !== 'accepted') throw new ReportError('MailServerUnreachable');
  log.warn('a mail left without its fence, as Cassandra is away', { reportId, subject });
}
