import { type Socket, SystemError } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

/** Reads the first byte of a client, and hands its connection to a process for what it asks for. */
export function handOver(connection: Socket, start: Start): void {
  try {
    const service = serviceOf(connection);
    if (service !== undefined) start(service, connection.fileno());
  } finally {
    connection.close();
  }
}

/** What the client asks for; undefined if it asks for nothing that there is. */
function serviceOf(connection: Socket): 'upper' | 'echo' | undefined {
  try {
    // One byte and no more: what is read here, nobody else can read.
    const [letter] = connection.recv(1);
    if (letter === 0x75) return 'upper';
    return letter === 0x65 ? 'echo' : undefined;
  } catch (error) {
    if (error instanceof SystemError) return undefined; // it broke off
    throw error;
  }
}
