/**
 * Lets the error of a client that breaks its connection come through.
 *
 * @diagnosis A client that breaks its connection makes `recv` throw. That is the end of one client, and here it ends the process that accepts all of them.
 */
import type { Socket } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

export function handOver(connection: Socket, start: Start): void {
  try {
    const service = serviceOf(connection);
    if (service !== undefined) start(service, connection.fileno());
  } finally {
    connection.close();
  }
}

function serviceOf(connection: Socket): 'upper' | 'echo' | undefined {
  const [letter] = connection.recv(1);
  if (letter === 0x75) return 'upper';
  return letter === 0x65 ? 'echo' : undefined;
}
