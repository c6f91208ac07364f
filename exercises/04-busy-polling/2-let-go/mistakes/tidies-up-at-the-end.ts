/**
 * Takes those who have gone out of the list when the round is over, and a mistake ends it before.
 *
 * @diagnosis You take the clients out of the list after the round. When serve() throws an error that comes through, there is no
 * after: clients whose sockets you have closed stay in the list. Take each out at once, or in a `finally`.
 */
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
  const staying: Each[] = [];
  for (const client of clients) {
    if (stays(client, serve)) staying.push(client);
    else client.socket.close();
  }
  clients.splice(0, clients.length, ...staying);
}

function stays<Each>(client: Each, serve: (client: Each) => boolean): boolean {
  try {
    return serve(client);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return error instanceof WouldBlockError;
  }
}
