/**
 * Takes clients out of the list that it goes through.
 *
 * @diagnosis A client is taken out of the list while a loop goes through it. The next one moves up into its place, and is skipped.
 */
import { type Socket, SystemError, WouldBlockError } from 'would-block';

export interface Client {
  readonly socket: Socket;
}

export function round<Each extends Client>(
  clients: Each[],
  serve: (client: Each) => boolean,
): void {
  for (const client of clients) {
    let stays: boolean;
    try {
      stays = serve(client);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      stays = error instanceof WouldBlockError;
    }
    if (stays) continue;
    clients.splice(clients.indexOf(client), 1);
    client.socket.close();
  }
}
