/** Something that happens once, as soon as so many bytes have passed. */
export interface Milestone {
  readonly bytes: number;
  readonly act: () => void;
}

/** @returns to be told of each piece that passes */
export function oncePassed(milestones: readonly Milestone[]): (bytes: number) => void {
  const ahead = [...milestones].sort((a, b) => a.bytes - b.bytes);
  let passed = 0;
  return (bytes) => {
    passed += bytes;
    for (let next = ahead[0]; next !== undefined && passed >= next.bytes; next = ahead[0]) {
      ahead.shift();
      next.act();
    }
  };
}
