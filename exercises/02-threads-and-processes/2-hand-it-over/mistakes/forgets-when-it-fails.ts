/**
 * Does not close the connection if start() throws.
 *
 * @diagnosis When `start` throws, your function ends there and the connection stays open, with nobody to serve it. What runs in any case?
 */
import { type Socket, SystemError } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

export function handOver(connection: Socket, start: Start): void {
  const service = serviceOf(connection);
  if (service !== undefined) start(service, connection.fileno());
  connection.close();
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
