// These scenarios take seconds, and share what their stage costs.
import './batch-changes.faults.ts';
import './errors-that-say-too-much.faults.ts';
import './mail-server-says-no.faults.ts';
import './operator-cancels-and-terminates.faults.ts';
import './operator-pauses-and-resets.faults.ts';
import './right-lost-meanwhile.faults.ts';
import './stored-object-damaged.faults.ts';
