/**
 * What descriptors 0, 1 and 2 stand for: an input that is at its end, outputs that are collected.
 */
import { POLLIN, POLLOUT } from '../sys/index.ts';
import { OpenFile } from './open-file.ts';

export class StandardStream extends OpenFile {
  readonly #name: string;
  readonly #written: Uint8Array[] = [];

  constructor(name: string) {
    super();
    this.#name = name;
  }

  /** What was written to it until now, as text. */
  get text(): string {
    const decoder = new TextDecoder();
    const parts = this.#written.map((bytes) => decoder.decode(bytes, { stream: true }));
    return parts.join('') + decoder.decode();
  }

  readiness(): number {
    return POLLIN | POLLOUT;
  }

  override read(): number {
    return 0;
  }

  override write(bytes: Uint8Array): number {
    this.#written.push(Uint8Array.from(bytes));
    return bytes.length;
  }

  protected override release(): void {
    // What was written stays to be looked at.
  }

  describe(): string {
    return this.#name;
  }
}
