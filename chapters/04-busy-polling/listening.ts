/**
 * What the programs of this chapter do alike: a non-blocking listener, and capitals.
 */
import {
  formatAddress,
  print,
  SO_REUSEADDR,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
} from 'would-block';

// #region listening
/** A non-blocking listener. `sendBufferBytes` is for its connections; 0 leaves it to the kernel. */
export function listen(port: number, sendBufferBytes = 0): Socket {
  const listener = new Socket();
  listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  // Sockets inherit the size of their send buffer from the listener that accepts them.
  if (sendBufferBytes > 0) listener.setsockopt(SOL_SOCKET, SO_SNDBUF, sendBufferBytes);
  listener.bind({ host: '127.0.0.1', port });
  listener.listen();
  listener.setBlocking(false);
  return listener;
}

export function announce(listener: Socket): void {
  print(`listening on ${formatAddress(listener.getsockname())}`);
}

/** Capitals for the letters of ASCII: a chunk may begin or end within a longer character. */
export function upperCase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
}
// #endregion
