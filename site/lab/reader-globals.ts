/** What a program in the lab finds besides the library, for the type checker: as much as Node has. */
export const readerGlobals = `
declare const performance: {
  /** The virtual time in ms. */
  now(): number;
};
declare const process: {
  /** The processor time of the system calls, in microseconds. */
  cpuUsage(previous?: { user: number; system: number }): { user: number; system: number };
  exitCode?: number;
};
declare const console: { log(...values: unknown[]): void };
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
