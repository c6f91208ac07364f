/**
 * The machine of a program that runs on the simulated kernel: its peers, its outputs, its clock.
 *
 * What the program prints is seen as it happens. When it says that it listens, those come who
 * were waiting for that, as `course run` starts its visitors at the same line.
 */
import { SimulatedKernel } from '../sim/index.ts';
import { OutputClosedError } from './print.ts';
import { READY_LINE } from './ready-line.ts';
import type { Simulation } from './simulation.ts';

// #region machine
const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

/** Shows what is written to an output: answers how many bytes it took, or a negated errno. */
export type ShowOutput = (descriptor: 1 | 2, bytes: Uint8Array) => number;

export class SimulatedMachine extends SimulatedKernel {
  /** Virtual time begins with the program, and is nobody else's. */
  readonly clockOffsetMs = 0;
  readonly #showOutput: ShowOutput;
  #coming: Simulation['connects'];

  /** The peers listen on these ports of the program. Throws RangeError if there are too few. */
  constructor(
    { peers, connects, machine }: Simulation,
    ports: readonly number[],
    showOutput: ShowOutput,
  ) {
    super(machine);
    this.#showOutput = showOutput;
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
    const shown = this.#showOutput(
      isOutput ? STANDARD_OUTPUT : STANDARD_ERROR,
      buffer.subarray(0, answer),
    );
    if (isOutput && this.#coming.length > 0) this.#welcome();
    return shown;
  }

  /** Prints what is no output of the program, in no virtual time. Throws OutputClosedError. */
  show(bytes: Uint8Array): void {
    const answer = this.#showOutput(STANDARD_OUTPUT, bytes);
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
