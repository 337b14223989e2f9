/** The platform's text form of a moment: `2020-06-26 13:28:16:221+0000`, with a colon before the milliseconds. */
export function timestampText(moment: Date): string {
  const iso = moment.toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}:${iso.slice(20, 23)}+0000`;
}

/** The platform's text form of a day: `2020-06-27`. */
export function dayText(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

export interface TypedId {
  readonly type: string;
  readonly id: string;
}

/** The JSON of `profilelocation` and `orglocation`. */
export function locationJson(ids: readonly TypedId[]): string {
  return JSON.stringify(ids.map(({ type, id }) => ({ type, id })));
}
