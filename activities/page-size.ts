/** Rows of one page: about 0.8 MB of CSV, a second of reading, and what a killed worker costs. */
export const ENROLMENTS_PER_PAGE = 5_000;
