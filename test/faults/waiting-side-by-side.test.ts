// These scenarios wait for time-outs, up to a minute: in one file they wait side by side.
import './deadline-passes.faults.ts';
import './mail-server-does-not-answer.faults.ts';
import './report-store-takes-nothing.faults.ts';
