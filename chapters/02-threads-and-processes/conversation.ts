/**
 * One conversation, as all servers of this chapter hold it: whatever the client sends comes back in capitals.
 * Each call blocks. It is whoever calls this that gets stuck here, and nobody else.
 */
import {
  AF_INET,
  currentKernel,
  print,
  SOCK_STREAM,
  Socket,
  SystemError,
  select,
} from 'would-block';

// #region converse
export function converse(connection: Socket): void {
  try {
    let data = connection.recv(1024);
    while (data.length > 0) {
      connection.sendAll(upperCase(data));
      data = connection.recv(1024);
    }
  } catch (error) {
    // The client broke off. That is the end of this conversation, and of no other.
    if (!(error instanceof SystemError)) throw error;
  }
}

function upperCase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
}
// #endregion

// #region socket-at
/** The socket behind a descriptor that somebody else has opened. */
export function socketAt(fd: number): Socket {
  return new Socket(AF_INET, SOCK_STREAM, currentKernel(), fd);
}
// #endregion

// #region next-client
/** The next client, or undefined when somebody has shut the listener down. */
export function nextClient(listener: Socket): Socket | undefined {
  for (let isFull = false; ; isFull = true) {
    try {
      return listener.accept();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      if (error.code === 'EINVAL') return undefined;
      if (error.code !== 'EMFILE') throw error;
      if (!isFull) print(`a client has to wait until another goes: ${error.message}`);
      select([], [], [], 50); // no call sleeps until a descriptor is free
    }
  }
}
// #endregion
