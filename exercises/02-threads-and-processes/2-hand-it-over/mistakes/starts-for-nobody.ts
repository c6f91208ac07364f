/**
 * Starts a process whatever the client has sent, even nothing.
 *
 * @diagnosis You start a process for clients that have asked for none: no byte at all is what `recv` answers when they have left.
 */
import { type Socket, SystemError } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

export function handOver(connection: Socket, start: Start): void {
  try {
    start(serviceOf(connection), connection.fileno());
  } finally {
    connection.close();
  }
}

function serviceOf(connection: Socket): 'upper' | 'echo' {
  try {
    const [letter] = connection.recv(1);
    return letter === 0x75 ? 'upper' : 'echo';
  } catch (error) {
    if (error instanceof SystemError) return 'echo';
    throw error;
  }
}
