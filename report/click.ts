/** A click on "Download file" by a signed-in user, whatever became of it. Ids only. */
export interface Click {
  /** Of the HTTP request itself, unique for ever and new for each click (a UUID); never a report's id, which joined clicks share. */
  readonly id: string;
  readonly atMs: number;
  readonly userId: string;
  readonly courseId: string;
  readonly batchId: string;
  /** Root organisation of the user; `null` = unknown. */
  readonly rootOrgId: string | null;
  /** Sign-in session and device, where the caller's token or headers name them. */
  readonly sessionId?: string;
  readonly deviceId?: string;
}
