// @ts-check
import { ApiError, apiErrorOf } from './api-error.js';
import { setClockBy } from './clock.js';
import { token } from './token.js';

/**
 * Every call of the page to the portal's HTTP API.
 *
 * @typedef {import('../../report/status.ts').ReportStatus} ReportStatus
 * @typedef {{ courseId: string, batchId: string }} BatchKey
 */

/**
 * GET v1/batches?courseId&batchId: the batch as the caller may see it.
 *
 * @typedef {object} BatchFacts
 * @property {string} courseId
 * @property {string} batchId
 * @property {string | null} name
 * @property {string | null} startDate  yyyy-MM-dd, a day in India
 * @property {string | null} endDate
 * @property {string} requesterId  the caller: the reports that carry this id are hers
 * @property {boolean} mayAsk
 * @property {string | null} address  the caller's, masked (`as***@example.org`); null = none that a mail can reach
 * @property {{ code: string, message: string } | null} refusal  why she may not ask; null when she may
 */

/**
 * GET v1/download-ratio?level&id&from&to, the same answer as the command line's `ratio --json`.
 *
 * @typedef {{ deliveries: number, clicks: number }} Happenings
 * @typedef {Happenings & { batches: number, ratio: number | null }} RatioFigures  ratio null = no batches, no value
 * @typedef {RatioFigures & {
 *   period: { from: string | null, to: string },
 *   batchesWithoutDate: number,
 *   batchesGone: number,
 *   batchesAsOf: string | null,
 *   byDay: (Happenings & { day: string })[],
 *   byTenant: (RatioFigures & { tenantId: string | null })[],
 *   byCourse: (RatioFigures & { courseId: string })[],
 *   byBatch: (Happenings & { courseId: string, batchId: string })[],
 * }} DownloadRatio  days in India, `to` no longer in it
 */

/** A question that is not answered by then is asked again: phones lose connections without noticing. */
const ANSWER_WITHIN_MS = 30_000;

/** All that the portal can say where no mask is stored: that there is an address. */
const HIDDEN = '***';

/**
 * @param {BatchKey} key
 * @returns {Promise<BatchFacts>}
 */
export async function batchFacts({ courseId, batchId }) {
  /** @type {BatchFacts} */
  const facts = await json(`v1/batches?${new URLSearchParams({ courseId, batchId })}`);
  return facts.address === HIDDEN ? { ...facts, address: 'the address in your profile' } : facts;
}

/**
 * @param {BatchKey} key
 * @returns {Promise<ReportStatus[]>} newest first
 */
export async function batchReports({ courseId, batchId }) {
  /** @type {{ reports: ReportStatus[] }} */
  const { reports } = await json(`v1/reports?${new URLSearchParams({ courseId, batchId })}`);
  return reports;
}

/**
 * @param {BatchKey & { deliver: 'mail' | 'portal' }} request
 * @param {string} clickId  the same for every attempt of one click: it is counted once
 * @returns {Promise<ReportStatus>}
 */
export function requestReport({ courseId, batchId, deliver }, clickId) {
  const headers = { 'content-type': 'application/json', 'x-request-id': clickId };
  return json('v1/reports', { method: 'POST', headers, body: JSON.stringify({ courseId, batchId, deliver }) });
}

/**
 * @param {string} reportId
 * @returns {Promise<ReportStatus>}
 */
export function resendReport(reportId) {
  return json(`v1/reports/${reportId}/resend`, { method: 'POST' });
}

/** @param {string} reportId */
export async function cancelReport(reportId) {
  await call(`v1/reports/${reportId}`, { method: 'DELETE', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
}

/**
 * @param {string} reportId
 * @param {string | null} lastEventId  where an earlier stream broke off
 * @param {AbortSignal} signal
 */
export function reportEvents(reportId, lastEventId, signal) {
  const resume = lastEventId === null ? {} : { 'last-event-id': lastEventId };
  return call(`v1/reports/${reportId}/events`, { headers: { accept: 'text/event-stream', ...resume }, signal });
}

/** @param {string} reportId */
export function reportFile(reportId) {
  return call(`v1/reports/${reportId}/file`, {});
}

/**
 * @param {Readonly<Record<string, string>>} question  level, id, from, to
 * @returns {Promise<DownloadRatio>}
 */
export function downloadRatio(question) {
  return json(`v1/download-ratio?${new URLSearchParams(question)}`);
}

/**
 * @typedef {Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }} Call
 */

/**
 * @param {string} path
 * @param {Call} init
 */
async function json(path, init = {}) {
  const response = await call(path, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  return response.json();
}

/**
 * @param {string} path
 * @param {Call} init
 * @returns {Promise<Response>}
 * @throws {ApiError}
 */
async function call(path, init) {
  const headers = { ...init.headers, authorization: `Bearer ${token() ?? ''}` };
  const response = await fetch(path, { ...init, headers, cache: 'no-store' }).catch(() => {
    throw new ApiError(0, '');
  });
  setClockBy(response);
  if (!response.ok) throw await apiErrorOf(response);
  return response;
}
