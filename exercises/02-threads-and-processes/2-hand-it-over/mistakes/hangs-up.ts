/**
 * Shuts the connection down before it closes its descriptor.
 *
 * @diagnosis `shutdown` ends the connection, whoever has a descriptor of it. `close` gives back yours, and leaves the other process with its own.
 */
import { SHUT_RDWR, type Socket, SystemError } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

export function handOver(connection: Socket, start: Start): void {
  try {
    const service = serviceOf(connection);
    if (service !== undefined) start(service, connection.fileno());
  } finally {
    connection.kernel.shutdown(connection.fileno(), SHUT_RDWR);
    connection.close();
  }
}

function serviceOf(connection: Socket): 'upper' | 'echo' | undefined {
  try {
    const [letter] = connection.recv(1);
    if (letter === 0x75) return 'upper';
    return letter === 0x65 ? 'echo' : undefined;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}
