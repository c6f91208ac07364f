import type { Socket } from 'would-block';

/** Starts a process for a service. When it returns, the process has the descriptor as its own. */
export type Start = (service: 'upper' | 'echo', descriptor: number) => void;

/** Reads the first byte of a client, and hands its connection to a process for what it asks for. */
export function handOver(connection: Socket, start: Start): void {
  start('upper', connection.fileno());
}
