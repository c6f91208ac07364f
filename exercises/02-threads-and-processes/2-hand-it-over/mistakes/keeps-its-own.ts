/**
 * Leaves the connection to the process, and keeps its own descriptor as well.
 *
 * @diagnosis You keep a descriptor of a connection that is no longer yours. It ends when the last descriptor of it is closed: the client never sees the end.
 */
import { type Socket, SystemError } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

export function handOver(connection: Socket, start: Start): void {
  const service = serviceOf(connection);
  if (service === undefined) connection.close();
  else start(service, connection.fileno());
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
