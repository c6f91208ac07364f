/**
 * A program that takes part in a run with companions: its output is labelled and passed on, and
 * watched for the line by which a server says that it listens.
 */

import { finished } from 'node:stream/promises';
import { READY_LINE } from '../../lib/program/ready-line.ts';
import type { Part } from './cast.ts';
import { Child } from './child.ts';
import { LabelledLines } from './labelled-lines.ts';

// No sentence is longer; what is, need not be decoded.
const READY_MAX_BYTES = 500;

/** Says how a label is coloured. */
export type Paint = (label: string) => string;

/** A part of a cast, playing. */
export class Player {
  readonly part: Part;
  readonly child: Child;
  /** Its port once it listens; undefined if it ends without having said so. */
  readonly port: Promise<number | undefined>;
  /** Fulfilled when it has ended and all that it printed is passed on. */
  readonly finished: Promise<void>;

  /**
   * Starts it with its ports before its options, and with `environment` added to ours; what it
   * prints goes to `output`.
   */
  constructor(
    part: Part,
    ports: readonly number[],
    output: NodeJS.WritableStream,
    paint: Paint,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.part = part;
    const typed = [...ports.map(String), ...part.options];
    this.child = new Child(part.file, typed, 'heard', environment);
    const label = `${paint(part.label)} | `;
    let found: (port: number | undefined) => void = () => {};
    this.port = new Promise((resolve) => {
      found = resolve;
    });
    const onLine = (line: Buffer) => {
      if (line.length > READY_MAX_BYTES) return;
      const port = READY_LINE.exec(line.toString())?.[1];
      if (port !== undefined) found(Number(port));
    };
    // Both go to one place: in two, a program's words and its error would lose their order.
    const written = this.child.outputs.map((stream) => {
      const lines = stream.pipe(new LabelledLines(label, onLine));
      lines.pipe(output, { end: false });
      return finished(lines);
    });
    this.finished = Promise.allSettled([this.child.ended, ...written]).then(() =>
      found(undefined),
    );
  }
}
