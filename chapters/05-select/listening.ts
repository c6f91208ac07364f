/**
 * What the servers of this chapter do alike: listen, and accept whoever waits.
 */
import {
  FD_SETSIZE,
  formatAddress,
  print,
  SO_REUSEADDR,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';

// #region listening
/** A non-blocking listener. `sendBufferBytes` is for the connections; 0 leaves it to the kernel. */
export function listen(port: number, sendBufferBytes = 0): Socket {
  const listener = new Socket();
  listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  // Sockets inherit the size of their send buffer from the listener that accepts them.
  if (sendBufferBytes > 0) listener.setsockopt(SOL_SOCKET, SO_SNDBUF, sendBufferBytes);
  listener.bind({ host: '127.0.0.1', port });
  listener.listen();
  listener.setBlocking(false);
  print(`listening on ${formatAddress(listener.getsockname())}`);
  return listener;
}

/**
 * The clients that wait to be accepted, non-blocking. Turns away whom select() cannot watch, and who
 * would take the last descriptor: that one is for turning somebody away.
 */
export function newcomers(listener: Socket): Socket[] {
  const sockets: Socket[] = [];
  for (let socket = listener.tryAccept(); socket; socket = listener.tryAccept()) {
    socket.setBlocking(false);
    const fd = socket.fileno();
    if (fd >= FD_SETSIZE) turnAway(socket, `select() cannot watch descriptor ${fd}`);
    else if (!isAnotherFree()) turnAway(socket, `descriptor ${fd} is the last`);
    else sockets.push(socket);
  }
  return sockets;
}

/** Without another, accept() fails (EMFILE), and whoever is left in the queue keeps select() awake. */
function isAnotherFree(): boolean {
  try {
    new Socket().close();
    return true;
  } catch (error) {
    if (error instanceof SystemError && error.code === 'EMFILE') return false;
    throw error;
  }
}

function turnAway(client: Socket, reason: string): void {
  client.close();
  print(`a client is turned away: ${reason}`);
}
// #endregion
