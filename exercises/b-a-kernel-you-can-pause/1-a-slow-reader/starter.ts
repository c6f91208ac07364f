import { runOn, Socket } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';

/** Sends all of the data on a connected, non-blocking socket, and leaves it open. */
export type Sender = (socket: Socket, data: Uint8Array) => void;

export type Verdict = 'correct' | 'wrong bytes' | 'spins' | 'hangs';

/** Runs a sender against a slow reader, and says what it is. */
export function judge(sender: Sender): Verdict {
  const kernel = new SimulatedKernel();
  const reader = kernel.startPeer([]);
  const data = new Uint8Array(1000);
  runOn(kernel, () => {
    const socket = new Socket();
    socket.connect(reader.address);
    socket.setBlocking(false);
    sender(socket, data);
    socket.close();
  });
  return reader.received().length === data.length ? 'correct' : 'wrong bytes';
}
