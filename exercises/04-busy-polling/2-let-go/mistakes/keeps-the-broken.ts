/**
 * Catches the error of a client, and keeps the client.
 *
 * @diagnosis The error is caught, and the broken client stays in the list: it will fail again in every round. Catching is half of it, letting go the other half.
 */
import { type Socket, SystemError } from 'would-block';

export interface Client {
  readonly socket: Socket;
}

export function round<Each extends Client>(
  clients: Each[],
  serve: (client: Each) => boolean,
): void {
  for (const client of [...clients]) {
    let stays = true;
    try {
      stays = serve(client);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
    if (stays) continue;
    clients.splice(clients.indexOf(client), 1);
    client.socket.close();
  }
}
