/**
 * The machine of a program that runs on the simulated kernel: its peers, its outputs, its clock.
 *
 * What the program prints is seen as it happens. When it says that it listens, those come who
 * were waiting for that, as `course run` starts its visitors at the same line.
 */
import { SimulatedKernel } from '../sim/index.ts';
import { OutputClosedError } from './print.ts';
import { writeToProcess } from './process-output.ts';
import { READY_LINE } from './ready-line.ts';
import type { Simulation } from './simulation.ts';
import type { TraceOutput } from './traced.ts';

// #region machine
const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

export class SimulatedMachine extends SimulatedKernel implements TraceOutput {
  /** Virtual time begins with the program, and is nobody else's. */
  readonly clockOffsetMs = 0;
  #coming: Simulation['connects'];

  /** The peers listen on these ports of the program. Throws RangeError if there are too few. */
  constructor({ peers, connects, machine }: Simulation, ports: readonly number[]) {
    super(machine);
    this.#coming = connects;
    for (const [index, script] of peers.entries()) {
      const port = ports[index];
      if (port === undefined) {
        throw new RangeError(
          `${peers.length} peers listen, and the program has ${ports.length} ports`,
        );
      }
      this.startPeer(script, { port });
    }
  }

  override write(fd: number, buffer: Uint8Array, length: number): number {
    const answer = super.write(fd, buffer, length);
    const file = this.descriptors.file(fd);
    const isOutput = file === this.standardOutput;
    if (answer <= 0 || !(isOutput || file === this.standardError)) return answer;
    const shown = writeToProcess(
      isOutput ? STANDARD_OUTPUT : STANDARD_ERROR,
      buffer.subarray(0, answer),
    );
    if (isOutput && this.#coming.length > 0) this.#welcome();
    return shown;
  }

  /** Prints what is no output of the program, in no virtual time. Throws OutputClosedError. */
  show(bytes: Uint8Array): void {
    const answer = writeToProcess(STANDARD_OUTPUT, bytes);
    if (answer < 0) throw new OutputClosedError('write', answer);
  }

  #welcome(): void {
    // A line that is not whole yet may not have all digits of the port.
    const lines = this.output.slice(0, this.output.lastIndexOf('\n') + 1);
    const port = READY_LINE.exec(lines)?.[1];
    if (port === undefined) return;
    const scripts = this.#coming;
    this.#coming = [];
    for (const script of scripts) this.startPeer(script, { connectTo: Number(port) });
  }
}
// #endregion

// #region clocks
/**
 * Sets the clocks of this process by the kernel: `performance.now()` tells virtual time, and
 * `process.cpuUsage()` the processor time of the calls, for code between them costs nothing
 * there. `Date` stays with the clock on your wall.
 */
export function setClocksBy(kernel: SimulatedKernel): void {
  performance.now = () => kernel.nowMs;
  process.cpuUsage = (before) => ({
    user: 0,
    system: kernel.counts.cpuMs * 1000 - (before?.system ?? 0),
  });
}
// #endregion
