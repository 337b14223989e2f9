const HOUR_MS = 3_600_000;

/** Where a file waits that no mail brings, and for how long. */
export interface Fetching {
  /** The mentor's page; `null` = it is called the course page. */
  readonly portalUrl: string | null;
  readonly retentionMs: number;
}

export function fetchIt({ portalUrl, retentionMs }: Fetching): string {
  const where = portalUrl === null ? 'Open the course page and fetch it there.' : 'Fetch it here:';
  return `It is kept for ${span(retentionMs)}. ${where}`;
}

export function span(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return hours >= 2 ? `${hours} hours` : 'a short time';
}
