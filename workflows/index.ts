// Every function exported here becomes a workflow type: nothing else may be.
export { courseReport } from './course-report.ts';
export { resendReport } from './resend-report.ts';
export { refreshBatchFacts } from './refresh-batch-facts.ts';
