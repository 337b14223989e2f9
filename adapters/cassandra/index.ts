export { cassandraClient } from './client.ts';
export { cassandraLedger } from './ledger.ts';
export { cassandraReportStore } from './report-store.ts';
