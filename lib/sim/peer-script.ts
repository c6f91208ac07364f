/**
 * What a scripted peer does with its connection: a list of steps, each plain data.
 *
 * The script says nothing of how it is played: `lib/testing` plays it over a real connection,
 * `peer.ts` here in virtual time.
 *
 * Reading goes on in the background, beside the steps: at first as fast as bytes come, until
 * `stopReading()`, `readSlowly()` or `readFast()` changes it. A peer whose script is over goes on
 * in this way, and closes the connection when the other side has ended its stream.
 */

// #region step
/** One step of a script. Made by the functions below. */
export type Step =
  | { readonly step: 'send'; readonly bytes: Uint8Array }
  | { readonly step: 'sendByteByByte'; readonly bytes: Uint8Array }
  | { readonly step: 'untilRead' }
  | { readonly step: 'pauseMs'; readonly ms: number }
  | { readonly step: 'hold' }
  | { readonly step: 'readFast' }
  | { readonly step: 'readSlowly'; readonly bytesPerMs: number }
  | { readonly step: 'stopReading' }
  | { readonly step: 'readBytes'; readonly bytes: number }
  | { readonly step: 'readAll' }
  | { readonly step: 'end' }
  | { readonly step: 'close' }
  | { readonly step: 'reset' };
// #endregion

/** send(2), all of it: goes on when the kernel has taken the last byte. */
export function send(data: string | Uint8Array): Step {
  return checked({ step: 'send', bytes: bytesOf(data) });
}

/**
 * One send(2) a byte, the next only when the other side has read the last: it never finds two
 * bytes at once, whatever the machine's speed.
 */
export function sendByteByByte(data: string | Uint8Array): Step {
  return checked({ step: 'sendByteByByte', bytes: bytesOf(data) });
}

/** Goes on when the other side has read everything sent so far. */
export function untilRead(): Step {
  return { step: 'untilRead' };
}

/** Does nothing for that many milliseconds. Background reading goes on. */
export function pauseMs(ms: number): Step {
  return checked({ step: 'pauseMs', ms });
}

/**
 * Waits for the check: everything sent has come to the other side's kernel, `untilHeld()`
 * returns, and the script goes on after `goOn()`.
 */
export function hold(): Step {
  return { step: 'hold' };
}

/** From here on reads whatever comes, at once. This is how a peer starts. */
export function readFast(): Step {
  return { step: 'readFast' };
}

/** From here on reads so many bytes a millisecond (0.1 is a byte every 10 ms). */
export function readSlowly(bytesPerMs: number): Step {
  return checked({ step: 'readSlowly', bytesPerMs });
}

/** From here on reads nothing more: the other side's sends fill the buffers, then block. */
export function stopReading(): Step {
  return { step: 'stopReading' };
}

/** Goes on when that many bytes more have been read since the last `readBytes()`. */
export function readBytes(bytes: number): Step {
  return checked({ step: 'readBytes', bytes });
}

/** Reads fast, and goes on when the other side has ended its stream. */
export function readAll(): Step {
  return { step: 'readAll' };
}

/** shutdown(2) with SHUT_WR: the other side reads the end of the stream. Reading goes on. */
export function end(): Step {
  return { step: 'end' };
}

/** close(2), whether or not the other side has ended. What it still sends is answered by RST. */
export function close(): Step {
  return { step: 'close' };
}

/**
 * Ends the connection by RST, as a crashed machine would: the other side gets ECONNRESET. It has
 * happened when `peer.ending()` returns.
 */
export function reset(): Step {
  return { step: 'reset' };
}

/**
 * Finds scripts that no peer could play.
 * @throws {RangeError} that names the step and says what is wrong.
 */
export function validateScript(script: readonly Step[]): void {
  let last: 'close' | 'reset' | undefined;
  let sends = true;
  let streamRead = false;
  let stopped = false;
  for (const step of script) {
    validateStep(step);
    const name = step.step;
    if (last !== undefined) throw new RangeError(`${name}() comes after ${last}()`);
    if (!sends && sending.has(name)) {
      throw new RangeError(`${name}() comes after end(): nothing more can be sent`);
    }
    if (streamRead && reading.has(name)) {
      throw new RangeError(`${name}() comes after readAll(): nothing is left to read`);
    }
    if (stopped && name === 'readBytes') {
      throw new RangeError(
        'readBytes() comes after stopReading(): it would never return',
      );
    }
    if (name === 'close' || name === 'reset') last = name;
    if (name === 'end') sends = false;
    if (name === 'readAll') streamRead = true;
    if (name === 'stopReading') stopped = true;
    if (name === 'readFast' || name === 'readSlowly') stopped = false;
  }
}

const sending = new Set<Step['step']>(['send', 'sendByteByByte', 'untilRead', 'end']);
const reading = new Set<Step['step']>([
  'readFast',
  'readSlowly',
  'stopReading',
  'readBytes',
  'readAll',
]);

function checked(step: Step): Step {
  validateStep(step);
  return step;
}

function validateStep(step: Step): void {
  switch (step.step) {
    case 'send':
    case 'sendByteByByte':
      if (step.bytes.length === 0) throw new RangeError(`${step.step}() of no bytes`);
      break;
    case 'pauseMs':
      if (!(step.ms >= 0 && step.ms < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`pauseMs(${step.ms}): not a time in milliseconds`);
      }
      break;
    case 'readSlowly':
      if (!(step.bytesPerMs > 0 && step.bytesPerMs < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`readSlowly(${step.bytesPerMs}): not a positive number`);
      }
      break;
    case 'readBytes':
      if (!(Number.isSafeInteger(step.bytes) && step.bytes > 0)) {
        throw new RangeError(`readBytes(${step.bytes}): not a positive whole number`);
      }
      break;
  }
}

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}
