import { freePort } from '../../dev/stack/free-port.ts';

/** What a worker's page of metrics holds. */
export interface Scrape {
  readonly text: string;
  /** Names as they are asked for in an alert: of a histogram its `_bucket`, `_sum` and `_count`. */
  readonly names: ReadonlySet<string>;
  /** By the series as it stands on the page: labels in alphabetical order, `le` last. */
  readonly values: ReadonlyMap<string, number>;
}

export async function metricsAddress(): Promise<string> {
  const address = '127.0.0.1';
  return `${address}:${await freePort(9464, address, 'metrics', () => undefined)}`;
}

export async function scrape(address: string): Promise<Scrape> {
  const answer = await fetch(`http://${address}/metrics`);
  const text = await answer.text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const values = new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  const names = new Set(lines.map((line) => /^\w+/.exec(line)?.[0] ?? ''));
  return { text, names, values };
}
