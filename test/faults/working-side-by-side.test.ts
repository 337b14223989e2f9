// These scenarios start worker processes or many runs, and would slow down those with a short deadline.
import './a-port-works-and-throws.faults.ts';
import './asked-a-hundred-times.faults.ts';
import './cassandra-is-slow.faults.ts';
import './new-code-is-deployed.faults.ts';
import './worker-dies-while-it-sends.faults.ts';
import './worker-is-told-to-stop.faults.ts';
