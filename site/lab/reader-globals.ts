/** What a program in the lab finds besides the library, for the type checker: as much as Node has. */
export const readerGlobals = `
interface Performance {
  /** The virtual time in ms. */
  now(): number;
}
declare const performance: Performance;
interface Process {
  /** The processor time of the system calls, in microseconds. */
  cpuUsage(previous?: { user: number; system: number }): { user: number; system: number };
  /** What the program ends with; 0 if all is well. */
  exitCode?: number;
  /** Ends the program here. */
  exit(code?: number): never;
}
declare const process: Process;
/** Each of these shows the values as a line of the output. */
interface Console {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}
declare const console: Console;
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare const Buffer: {
  concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer>;
};
declare function structuredClone<Value>(value: Value): Value;
interface ImportMeta {
  url: string;
}
`;
