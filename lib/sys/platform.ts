/**
 * Which operating system and processor this is.
 *
 * The numbers and the memory layouts of system calls differ between Linux and macOS, and
 * in one struct between x64 and arm64. This file decides once which column of the tables
 * in `errno.ts`, `constants.ts` and `structs.ts` holds here. Where there is no kernel to agree
 * with (in a browser, on another system), Linux on x64 stands in: the simulated kernel is one.
 */

export type System = 'linux' | 'darwin';
export type Processor = 'x64' | 'arm64';

/** An operating system and a processor, of those that the course knows. */
export interface Platform {
  readonly system: System;
  readonly processor: Processor;
}

/** Thrown by each call of the real kernel where the course does not know the calls' numbers. */
export class UnsupportedPlatformError extends Error {
  override readonly name = 'UnsupportedPlatformError';
  readonly code = 'ERR_UNSUPPORTED_PLATFORM';

  constructor(system: string, processor: string) {
    const advice = system === 'win32' ? ' On Windows, run it inside WSL.' : '';
    super(
      `would-block makes real system calls and knows those of Linux and macOS ` +
        `on x64 and arm64; this is ${system} on ${processor}.${advice}`,
    );
    // The stack would only lead to this file; the sentence above is all there is to know.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/**
 * The platform that goes by Node's names for it (`process.platform`, `process.arch`).
 * Throws UnsupportedPlatformError for every other.
 */
export function platformOf(system: string, processor: string): Platform {
  const isKnown =
    (system === 'linux' || system === 'darwin') &&
    (processor === 'x64' || processor === 'arm64');
  if (!isKnown) throw new UnsupportedPlatformError(system, processor);
  return { system, processor };
}

const { process: host = {} } = globalThis as {
  process?: { platform?: string; arch?: string };
};
const here = platformHere(host.platform ?? 'linux', host.arch ?? 'x64');

/** The platform this program runs on, or the one that stands in for it. */
export const platform: Platform =
  here instanceof Error ? { system: 'linux', processor: 'x64' } : here;

/** Why there is no real kernel to call on this machine; undefined where there is one. */
export const unsupported: UnsupportedPlatformError | undefined =
  here instanceof Error ? here : undefined;

function platformHere(
  system: string,
  processor: string,
): Platform | UnsupportedPlatformError {
  try {
    return platformOf(system, processor);
  } catch (error) {
    if (error instanceof UnsupportedPlatformError) return error;
    throw error;
  }
}
