/** User ids of enrolments that are nobody's: a clustering key may be empty, or hold nothing but white space. */
export const BLANK_USER_IDS: readonly string[] = ['', ' ', '  ', '\t', '\r\n', '\u00a0', '\u3000', '\ufeff'];
