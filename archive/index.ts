export { openDownload } from './download.ts';
export { listReports } from './list.ts';
export { reportStatus } from './status.ts';
