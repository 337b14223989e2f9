import { encodedSize } from './attachment-size.ts';
import type { Form } from './status.ts';

/**
 * The forms in which a mail may carry a file, largest first, that stay under the ceiling. `none` always ends the ladder: a
 * mail that says where to fetch the file. A file is never cut.
 *
 * @param zipBytes `null` = not known yet; then the form is worth a try if the CSV is small, and left out if it is not
 */
export function ladder(csvBytes: number, zipBytes: number | null, ceilingBytes: number): readonly Form[] {
  const fits = (bytes: number) => encodedSize(bytes) <= ceilingBytes;
  const csv: Form[] = fits(csvBytes) ? ['csv'] : [];
  const zip: Form[] = (zipBytes === null ? csv.length > 0 : fits(zipBytes)) ? ['zip'] : [];
  return [...csv, ...zip, 'none'];
}

/** Whether the file must be zipped before it can travel. */
export function needsZip(csvBytes: number, ceilingBytes: number): boolean {
  return encodedSize(csvBytes) > ceilingBytes;
}
