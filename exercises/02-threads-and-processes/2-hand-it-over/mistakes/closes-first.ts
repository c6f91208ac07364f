/**
 * Closes the connection, and then starts the process.
 *
 * @diagnosis You close the descriptor before the other process has its own. The number that you hand over stands for nothing, or for the next thing that is opened.
 */
import { type Socket, SystemError } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

export function handOver(connection: Socket, start: Start): void {
  const service = serviceOf(connection);
  const descriptor = connection.fileno();
  connection.close();
  if (service !== undefined) start(service, descriptor);
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
