// @ts-check
import { ApiError } from './api-error.js';
import { reportFile } from './api.js';
import { saveAs } from './save-as.js';

/**
 * Fetches the file of a report whole and hands it to the browser to save. A cut file is never saved.
 *
 * @param {import('./api.js').ReportStatus} report
 * @param {(percent: number) => void} onProgress
 * @throws {ApiError}
 */
export async function saveFile(report, onProgress) {
  const response = await reportFile(report.reportId);
  const whole = report.bytes ?? Number(response.headers.get('content-length'));
  const parts = await partsOf(response, (bytes) => onProgress(whole === 0 ? 0 : Math.floor((100 * bytes) / whole)));
  const file = new Blob(parts, { type: 'text/csv' });
  if (report.bytes !== null && file.size !== report.bytes) throw new ApiError(0, '');
  saveAs(file, report.fileName ?? 'course-progress.csv');
}

/**
 * @param {Response} response
 * @param {(bytes: number) => void} onBytes
 */
async function partsOf(response, onBytes) {
  const parts = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      parts.push(part.value);
      onBytes((bytes += part.value.byteLength));
    }
  } catch {
    throw new ApiError(0, '');
  }
  return parts;
}
