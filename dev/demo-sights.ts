import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportStatus } from '../report/status.ts';
import { DEMO } from './data/demo.ts';
import type { Pages } from './demo-portal.ts';
import { inbox } from './inbox.ts';
import { CHECKOUT } from './stack/checkout.ts';

const OUT_DIR = 'demo-out';

/** The end of the demo, for a person. */
export async function tellWhereToLook(
  env: Readonly<Record<string, string>>,
  report: ReportStatus,
  pages: Pages | null,
  seconds: number,
): Promise<void> {
  const { INBOX_URL = '', TEMPORAL_UI_URL = '', ENV_FILE = '' } = env;
  console.log(
    `\nThe report has ended: ${report.status}${report.error === null ? '' : `, ${report.error.code}: ${report.error.message}`}`,
  );
  if (report.status === 'sent') {
    console.log(
      `${report.rows?.toLocaleString('en-IN')} learners from Cassandra to the mailbox of ${DEMO.mentorAddress}, ${seconds} s after the start of this command.`,
    );
    console.log(`Attachment    ${await saveAttachment(INBOX_URL, report)}`);
  }
  if (pages !== null) {
    console.log(`Mentor's page ${pages.batch}`);
    console.log(`Ratio page    ${pages.ratio}`);
  }
  console.log(`Inbox         ${INBOX_URL}`);
  console.log(`Temporal UI   ${TEMPORAL_UI_URL}/namespaces/default/workflows`);
  console.log(`Command line  env $(cat ${ENV_FILE}) npm run -s course-report -- list\n`);
}

/** What came in the mail, as the mentor would save it. */
async function saveAttachment(inboxUrl: string, report: ReportStatus): Promise<string> {
  const mail = await inbox(inboxUrl).mailOf(report.reportId);
  const attachment = mail?.attachments[0];
  if (attachment === undefined) return 'not found in the inbox';
  const folder = join(CHECKOUT, OUT_DIR);
  await mkdir(folder, { recursive: true });
  const file = join(folder, attachment.filename ?? 'attachment');
  await writeFile(`${file}.part`, attachment.content);
  await rename(`${file}.part`, file);
  return file;
}
