/**
 * Takes clients out of the list, and does not close their sockets.
 *
 * @diagnosis The client is out of the list, and its socket is still open. Nobody has it any more to close it: the descriptor is lost for as long as the program runs.
 */
import { type Socket, SystemError, WouldBlockError } from 'would-block';

export interface Client {
  readonly socket: Socket;
}

export function round<Each extends Client>(
  clients: Each[],
  serve: (client: Each) => boolean,
): void {
  const stay = clients.filter((client) => {
    try {
      return serve(client);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return error instanceof WouldBlockError;
    }
  });
  clients.splice(0, clients.length, ...stay);
}
