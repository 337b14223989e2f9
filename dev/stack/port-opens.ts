import { connect } from 'node:net';

/** Whether something listens there: asked before a client that would wait seconds between two tries. */
export function portOpens(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
