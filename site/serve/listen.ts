/** The port that the site is served on: the reader's, or ours, or one that is free. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../course/usage-error.ts';

// The same from day to day, because a browser remembers what it knows of a site by its port.
const USUAL_PORT = 8420;

const HOST = '127.0.0.1';

/**
 * Listens on the port, or without one on the usual port and, where that is taken, on any. Answers
 * the address to open. Throws UsageError for a port that cannot be had.
 */
export async function listen(server: Server, port: number | undefined): Promise<string> {
  try {
    await listenOn(server, port ?? USUAL_PORT);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (port === undefined) await listenOn(server, 0);
    else if (code === 'EADDRINUSE') {
      throw new UsageError(
        `Port ${port} is taken. Choose another; --port 0 finds one that is free.`,
      );
    } else if (code === 'EACCES') {
      throw new UsageError(
        `Port ${port} may not be used without privileges. Choose one above 1023.`,
      );
    } else throw new UsageError(`Port ${port} cannot be used: ${message}.`);
  }
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

async function listenOn(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  await once(server, 'listening');
}
