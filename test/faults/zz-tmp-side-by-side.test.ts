import './cassandra-is-slow.faults.ts';
