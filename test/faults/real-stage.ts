import { stageOn } from './stage.ts';
import { logged, temporal } from './watched-temporal.ts';

/** The stage on the real servers, one for all the scenarios that a test file brings together. */
export const stage = stageOn(temporal, logged);
