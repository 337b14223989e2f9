/** Base64 in lines of 76 characters and CRLF: 57 bytes become 78. @source RFC 2045, 6.8 */
export function encodedSize(bytes: number): number {
  return Math.ceil(bytes / 57) * 78;
}

/** Headers, text and HTML part of our mails: under 16 KB in every one that was looked at. */
const REST_OF_MAIL_BYTES = 16_384;

/** What to announce with MAIL FROM (RFC 1870): at least what will be sent. */
export function mailSize(attachmentBytes: number): number {
  return encodedSize(attachmentBytes) + REST_OF_MAIL_BYTES;
}
