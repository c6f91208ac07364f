import type { Socket } from 'would-block';

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
  for (const client of clients) serve(client);
}
