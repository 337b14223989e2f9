import type { Random } from '../random.ts';
import type { StateSpec } from './states.ts';

/** Names as they are met: with commas, quotes, brackets and house numbers, and the same name in many blocks. */
const FORMS: readonly ((kind: string, village: string, blockName: string, random: Random) => string)[] = [
  (kind, village) => `${kind} ${village}`,
  (kind, village) => `${kind} ${village}`,
  (kind, village) => `${kind} ${village}`,
  (kind, village) => `${kind} ${village.toUpperCase()}`,
  (kind, village, blockName) => `${kind} ${village}, ${blockName}`,
  (kind, village) => `${kind} ${village} (Main)`,
  (kind, _village, _blockName, random) => `${kind} ${10 + random.below(190)}, WARD ${1 + random.below(20)}`,
  (kind, village) => `${kind} "Nehru Nagar" ${village}`,
];

export function schoolName(spec: StateSpec, blockName: string, random: Random): string {
  const form = random.pick(FORMS);
  return form(random.pick(spec.schoolKinds), random.pick(spec.villages), blockName, random);
}
