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

/** The clients that wait to be accepted, non-blocking. Turns away whom select() cannot watch. */
export function newcomers(listener: Socket): Socket[] {
  const sockets: Socket[] = [];
  for (let socket = listener.tryAccept(); socket; socket = listener.tryAccept()) {
    socket.setBlocking(false);
    if (socket.fileno() < FD_SETSIZE) sockets.push(socket);
    else socket.close();
  }
  return sockets;
}
// #endregion
