import { type Socket, SystemError, WouldBlockError } from 'would-block';

/** A client, as far as a round needs to know it. */
export interface Client {
  readonly socket: Socket;
}

/**
 * Gives each client its turn. Lets go of those for whom `serve` answers false or throws
 * SystemError; any other error comes through.
 */
export function round<Each extends Client>(
  clients: Each[],
  serve: (client: Each) => boolean,
): void {
  for (const client of [...clients]) {
    if (stays(client, serve)) continue;
    clients.splice(clients.indexOf(client), 1);
    client.socket.close();
  }
}

function stays<Each>(client: Each, serve: (client: Each) => boolean): boolean {
  try {
    return serve(client);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return error instanceof WouldBlockError;
  }
}
