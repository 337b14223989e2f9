import type { Click } from './click.ts';

/** The application that the events come from: part `pid` of the portal, whose own download event this continues. */
const PRODUCER = { id: 'sunbird.portal', ver: '0.1.0', pid: 'course-progress-report' } as const;

/** What the platform's own library writes for somebody whose organisation it does not know. */
const NO_CHANNEL = 'sunbird';

/**
 * A click as the platform's telemetry takes it: INTERACT, version 3.0. The same click gives the same event, `mid` too, by
 * which the pipeline knows a repeat.
 *
 * @source docs/domain.md, 6
 */
export function telemetryEvent(click: Click) {
  const { courseId, batchId, rootOrgId, sessionId, deviceId } = click;
  return {
    eid: 'INTERACT',
    ets: click.atMs,
    ver: '3.0',
    mid: `INTERACT:${click.id}`,
    actor: { id: click.userId, type: 'User' },
    context: {
      channel: rootOrgId ?? NO_CHANNEL,
      pdata: PRODUCER,
      env: 'course',
      ...(sessionId === undefined ? {} : { sid: sessionId }),
      ...(deviceId === undefined ? {} : { did: deviceId }),
      cdata: [
        { id: courseId, type: 'Course' },
        { id: batchId, type: 'Batch' },
        { id: click.id, type: 'Request' },
      ],
      rollup: rootOrgId === null ? {} : { l1: rootOrgId },
    },
    object: { id: courseId, type: 'course', ver: '1.0', rollup: { l1: courseId } },
    tags: rootOrgId === null ? [] : [rootOrgId],
    edata: {
      type: 'click',
      id: 'download',
      pageid: 'course-progress-dashboard',
      extra: { values: [{ batchId }] },
    },
  };
}
