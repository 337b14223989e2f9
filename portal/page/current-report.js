// @ts-check
import { follow } from './follow.js';
import { now } from './clock.js';
import { byId } from './element.js';
import { manifestRows, manifestSummary } from './manifest.js';
import { showTrouble } from './notice.js';
import { showView } from './panel.js';
import { showProgress } from './progress-bar.js';
import { progressOf } from './progress.js';
import { isEnded } from './report-facts.js';
import { reportView } from './report-view.js';

/**
 * @typedef {import('./api.js').ReportStatus} ReportStatus
 * @typedef {import('./api.js').BatchFacts} BatchFacts
 */

/** The one report that the page is about: shown every second, followed until its end. */
export class CurrentReport {
  /** @type {ReportStatus | null} */
  report = null;
  /** @type {AbortController | null} */
  #following = null;
  #facts;
  #onEnd;

  /**
   * @param {BatchFacts} facts
   * @param {() => void} onEnd
   */
  constructor(facts, onEnd) {
    this.#facts = facts;
    this.#onEnd = onEnd;
    setInterval(() => this.#tick(), 1_000);
  }

  /**
   * @param {ReportStatus} report
   * @returns {Promise<void>} settled with the report's end; rejected by what does not pass by itself
   */
  async take(report) {
    const isFollowed = this.#following !== null && this.report?.reportId === report.reportId;
    this.#show(report);
    if (isFollowed || isEnded(report)) return;
    await this.#follow(report.reportId);
  }

  /** Something else is shown now. */
  leave() {
    this.#following?.abort();
    this.#following = null;
    this.report = null;
    showProgress(null);
    byId('manifest', HTMLElement).hidden = true;
  }

  /** @param {string} reportId */
  async #follow(reportId) {
    this.#following?.abort();
    const following = new AbortController();
    this.#following = following;
    const { signal } = following;
    try {
      await follow(reportId, { onStatus: (status) => this.#show(status), onTrouble: showTrouble, signal });
    } finally {
      if (this.#following === following) this.#following = null;
    }
    if (!signal.aborted) this.#onEnd();
  }

  /** @param {ReportStatus} report */
  #show(report) {
    // Events tell nothing of who joined: what the request's answer said stays.
    const joined = this.report?.reportId === report.reportId ? this.report.joined || report.joined : report.joined;
    this.report = { ...report, joined };
    this.#tick();
    showManifest(report);
  }

  #tick() {
    if (this.report === null) return;
    showView(reportView(this.report, this.#facts.address, now()));
    showProgress(isEnded(this.report) ? null : progressOf(this.report, now()));
  }
}

/** @param {ReportStatus} report */
function showManifest(report) {
  const { manifest } = report;
  const details = byId('manifest', HTMLElement);
  details.hidden = manifest === null || !isEnded(report);
  if (manifest === null) return;
  byId('manifest-summary', HTMLElement).textContent = manifestSummary(manifest);
  byId('manifest-rows', HTMLElement).replaceChildren(...manifestRows(manifest));
}
