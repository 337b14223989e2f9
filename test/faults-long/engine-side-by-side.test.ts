// These scenarios kill servers and workers and wait for time-outs, up to two minutes: in one file they wait side by side.
import './clock-is-wrong.faults.ts';
import './no-worker-lives.faults.ts';
import './temporal-goes-away.faults.ts';
