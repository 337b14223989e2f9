/** The operator's two choices about personal data, and the moment that consent is judged by (docs/domain.md, 3.4 and 5). */
export interface RowSettings {
  readonly privateColumns: 'course-tenant' | 'always';
  readonly contacts: 'masked' | 'full';
  /** The run's start: a consent that expired by then does not count. */
  readonly runStartedAt: Date;
}
