/**
 * Reads whatever there is, and looks at the first byte of it.
 *
 * @diagnosis You read more than one byte, and the rest is gone: what one process has taken out of the kernel's buffer, no other can read.
 */
import { type Socket, SystemError } from 'would-block';

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
  try {
    const [letter] = connection.recv(1024);
    if (letter === 0x75) return 'upper';
    return letter === 0x65 ? 'echo' : undefined;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}
