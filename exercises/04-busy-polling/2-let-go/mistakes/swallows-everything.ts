/**
 * Catches every error.
 *
 * @diagnosis Every error is taken for the network’s, and a mistake in the program is kept secret. Only a SystemError is the client’s affair.
 */
import { type Socket, WouldBlockError } from 'would-block';

export interface Client {
  readonly socket: Socket;
}

export function round<Each extends Client>(
  clients: Each[],
  serve: (client: Each) => boolean,
): void {
  for (const client of [...clients]) {
    let stays: boolean;
    try {
      stays = serve(client);
    } catch (error) {
      stays = error instanceof WouldBlockError;
    }
    if (stays) continue;
    clients.splice(clients.indexOf(client), 1);
    client.socket.close();
  }
}
