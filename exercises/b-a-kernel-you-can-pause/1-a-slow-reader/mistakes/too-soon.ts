/**
 * Looks at what has arrived in the moment when the sender returns.
 *
 * @diagnosis You compare before the reader has read to the end, and accuse senders that are correct: what they
 * sent is still in the buffers. received() waits for it.
 */
import { runOn, Socket } from 'would-block';
import { DeadlockError, readSlowly, SimulatedKernel } from 'would-block/sim';

/** Sends all of the data on a connected, non-blocking socket, and leaves it open. */
export type Sender = (socket: Socket, data: Uint8Array) => void;

export type Verdict = 'correct' | 'wrong bytes' | 'spins' | 'hangs';

/** Runs a sender against a slow reader, and says what it is. */
export function judge(sender: Sender): Verdict {
  const kernel = new SimulatedKernel({
    sendBufferBytes: 10_000,
    receiveBufferBytes: 10_000,
    callCostMs: 0.01,
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
  } catch (error) {
    if (error instanceof DeadlockError) return 'hangs';
    throw error;
  }
  const arrived = reader.bytesRead();
  const received = reader.received();
  const isSame =
    arrived === data.length && received.every((byte, index) => byte === data[index]);
  if (!isSame) return 'wrong bytes';
  const { cpuMs, sleptMs } = kernel.counts;
  return cpuMs > sleptMs ? 'spins' : 'correct';
}
