import { randomUUID } from 'node:crypto';
import type { ClickSink } from '../../report/ports.ts';
import { telemetryEvent } from '../../report/telemetry-event.ts';
import { isRefusedForNow } from './known-answers.ts';

export interface TelemetryOptions {
  /** Whole, with the path: it differs between a platform's host, its inside, and its browsers. */
  readonly url: string;
  readonly token: string | null;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** Sends clicks to Sunbird's telemetry, a batch in one POST. */
export function telemetrySink({ url, token }: TelemetryOptions): ClickSink {
  const headers = {
    'Content-Type': 'application/json',
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
  };
  return {
    async take(clicks, signal) {
      const stop = AbortSignal.any([signal as AbortSignal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
      // A redirect would turn the POST into a GET of something else.
      const request = {
        method: 'POST',
        headers,
        body: bodyOf(clicks.map(telemetryEvent)),
        signal: stop,
        redirect: 'manual',
      } as const;
      const response = await fetch(url, request).catch(() => null);
      if (response === null) return 'again';
      await response.body?.cancel().catch(() => undefined);
      if (response.ok) return 'taken';
      return isRefusedForNow(response.status) ? 'again' : 'dropped';
    },
  };
}

function bodyOf(events: readonly object[]): string {
  return JSON.stringify({
    id: 'api.sunbird.telemetry',
    ver: '3.0',
    params: { msgid: randomUUID() },
    ets: Date.now(),
    events,
  });
}
