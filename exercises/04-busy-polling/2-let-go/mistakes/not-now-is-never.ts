/**
 * Takes would-block for a broken connection.
 *
 * @diagnosis A would-block error is a SystemError too, and it means that the client is well and not ready. Here it costs the client its connection.
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
    let stays: boolean;
    try {
      stays = serve(client);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      stays = false;
    }
    if (stays) continue;
    clients.splice(clients.indexOf(client), 1);
    client.socket.close();
  }
}
