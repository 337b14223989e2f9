// Kills worker processes: beside the scenarios that start theirs, too many would start at once.
import './worker-dies-while-it-builds.faults.ts';
