const FIELD = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

/**
 * A second, independent reader of our own file form: strict RFC 4180 with CRLF after every record.
 *
 * @throws at the first character that the form does not allow
 */
export function records(text: string): string[][] {
  const all: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length;) {
    FIELD.lastIndex = at;
    const [field = '', quoted, plain] = FIELD.exec(text) ?? [];
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    at += field.length;
    if (text.startsWith('\r\n', at)) {
      all.push(record);
      record = [];
      at += 2;
    } else if (text[at] === ',') at++;
    else throw new Error(`not RFC 4180 at character ${at}`);
  }
  if (record.length > 0) throw new Error('the last record does not end in CRLF');
  return all;
}
