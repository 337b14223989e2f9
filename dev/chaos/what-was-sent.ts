import type { Disturbed } from './disturbed-report.ts';

/** Nothing was lost, nothing was altered, nothing was sent twice. */
export function wentWell({ report, undisturbedSha256, mails }: Disturbed): boolean {
  return report.status === 'sent' && report.sha256 === undisturbedSha256 && mails === 1;
}

/** For people. */
export function whatWasSent(disturbed: Disturbed): string {
  const { report, undisturbedSha256, mails, pages, pagesBegunAgain } = disturbed;
  const isSame = report.sha256 === undisturbedSha256;
  return [
    'What came of it',
    `sha256 in peace     ${undisturbedSha256}`,
    `sha256 in trouble   ${report.sha256}   ${isSame ? 'the same' : 'NOT the same'}`,
    `mails in the inbox  ${mails}${report.possibleDuplicate ? ', said to be a possible duplicate' : ''}`,
    `pages begun again   ${pagesBegunAgain} of ${pages}, which were under way; no other was read twice`,
    '',
  ].join('\n');
}
