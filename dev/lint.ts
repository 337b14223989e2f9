import { isLintClean } from './lint/lint.ts';
import { stopSignal } from './stack/stop-signal.ts';

process.exit((await isLintClean(stopSignal())) ? 0 : 1);
