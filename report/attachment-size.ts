/** Base64 in lines of 76 characters and CRLF: 57 bytes become 78. @source RFC 2045, 6.8 */
export function encodedSize(bytes: number): number {
  return Math.ceil(bytes / 57) * 78;
}

/** Headers, text and HTML part: some 8 KB as a rule, and 23 KB where every column is empty for every reason there is. */
const REST_OF_MAIL_BYTES = 32_768;

/** What to announce with MAIL FROM (RFC 1870): at least what will be sent. */
export function mailSize(attachmentBytes: number): number {
  return encodedSize(attachmentBytes) + REST_OF_MAIL_BYTES;
}
