/**
 * Stops the program after a number of calls, and takes all errors for a hang.
 *
 * @diagnosis You take every error of the kernel for a hang. Who is stopped by a bound was awake all the time, and
 * who is in a deadlock asleep: a BoundError is not a DeadlockError.
 */
import { runOn, Socket } from 'would-block';
import { readSlowly, SimulatedKernel } from 'would-block/sim';

/** Sends all of the data on a connected, non-blocking socket, and leaves it open. */
export type Sender = (socket: Socket, data: Uint8Array) => void;

export type Verdict = 'correct' | 'wrong bytes' | 'spins' | 'hangs';

/** Runs a sender against a slow reader, and says what it is. */
export function judge(sender: Sender): Verdict {
  const kernel = new SimulatedKernel({
    sendBufferBytes: 10_000,
    receiveBufferBytes: 10_000,
    maxCalls: 5000,
  });
  const reader = kernel.startPeer([readSlowly(100)]);
  const data = new Uint8Array(50_000).map((_, index) => index % 251);
  try {
    runOn(kernel, () => {
      const socket = new Socket();
      socket.connect(reader.address);
      socket.setBlocking(false);
      sender(socket, data);
      socket.close();
    });
  } catch {
    return 'hangs';
  }
  const received = reader.received();
  const isSame =
    received.length === data.length &&
    received.every((byte, index) => byte === data[index]);
  if (!isSame) return 'wrong bytes';
  return 'correct';
}
