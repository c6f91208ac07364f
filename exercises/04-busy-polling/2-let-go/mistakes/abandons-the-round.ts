/**
 * Catches around the whole round.
 *
 * @diagnosis The first error ends the round for everybody. The try belongs around one client.
 */
import { type Socket, SystemError } from 'would-block';

export interface Client {
  readonly socket: Socket;
}

export function round<Each extends Client>(
  clients: Each[],
  serve: (client: Each) => boolean,
): void {
  try {
    for (const client of [...clients]) {
      if (serve(client)) continue;
      clients.splice(clients.indexOf(client), 1);
      client.socket.close();
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}
