// These scenarios take seconds, and share what their stage costs.
import './errors-that-say-too-much.faults.ts';
import './mail-server-says-no.faults.ts';
import './right-lost-meanwhile.faults.ts';
import './stored-object-damaged.faults.ts';
