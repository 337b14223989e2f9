import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from './ground.ts';
import { MAIL_TROUBLES } from './mail-troubles.ts';
import type { Fault } from './plan.ts';

/** Does what the plan says; fulfils when it is over. */
export async function doFault(fault: Fault, { workers, ways, smtp, temporal }: Ground): Promise<void> {
  switch (fault.kind) {
    case 'worker killed':
      return workers[fault.worker]?.kill(fault.ms);
    case 'worker frozen':
      return workers[fault.worker]?.freeze(fault.ms);
    case 'way stalled':
      ways[fault.way].hold(fault.what);
      await sleep(fault.ms);
      return ways[fault.way].release();
    case 'way cut':
      return ways[fault.way].cut();
    case 'mail server in trouble':
      return smtp.play(MAIL_TROUBLES[fault.trouble]);
    case 'Temporal restarted':
      return temporal.restart(fault.ms);
  }
}

/** From now on all is well: also a connection that a server had left hanging is gone. */
export function endFaults({ smtp, ways }: Ground): void {
  smtp.play();
  for (const way of Object.values(ways)) way.release();
  ways.smtp.cut();
}

/** For people. */
export function faultLine(fault: Fault): string {
  switch (fault.kind) {
    case 'worker killed':
      return `worker ${fault.worker + 1} is killed, the next one starts after ${seconds(fault.ms)}`;
    case 'worker frozen':
      return `worker ${fault.worker + 1} stands still for ${seconds(fault.ms)}`;
    case 'way stalled':
      return `no ${fault.what} pass between the workers and ${fault.way} for ${seconds(fault.ms)}`;
    case 'way cut':
      return `every connection between the workers and ${fault.way} is cut`;
    case 'mail server in trouble':
      return `the mail server ${fault.trouble}`;
    case 'Temporal restarted':
      return `Temporal is killed, and back after ${seconds(fault.ms)}`;
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
