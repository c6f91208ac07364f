/**
 * Has a slow reader, and buffers that hold all of the data.
 *
 * @diagnosis Your reader is slow, and no sender notices: all of the data fits into the buffers, so there is
 * always room. Make them smaller, or the data larger.
 */
import { runOn, Socket } from 'would-block';
import { DeadlockError, readSlowly, SimulatedKernel } from 'would-block/sim';

/** Sends all of the data on a connected, non-blocking socket, and leaves it open. */
export type Sender = (socket: Socket, data: Uint8Array) => void;

export type Verdict = 'correct' | 'wrong bytes' | 'spins' | 'hangs';

/** Runs a sender against a slow reader, and says what it is. */
export function judge(sender: Sender): Verdict {
  const kernel = new SimulatedKernel({ callCostMs: 0.01 });
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
  const received = reader.received();
  const isSame =
    received.length === data.length &&
    received.every((byte, index) => byte === data[index]);
  if (!isSame) return 'wrong bytes';
  const { cpuMs, sleptMs } = kernel.counts;
  return cpuMs > sleptMs ? 'spins' : 'correct';
}
