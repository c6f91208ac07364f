/**
 * Leaves a program nothing of the browser but the language and what `site/lab/reader-globals.ts`
 * declares: somebody else may have written it. Whatever else a worker can do, a browser of tomorrow
 * too, is gone: to talk to a network, to keep something, to make a program out of a text, which could
 * import another from anywhere.
 */

const LANGUAGE =
  'globalThis undefined NaN Infinity Object Function Boolean Symbol Number BigInt Math Date String RegExp ' +
  'Array Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array ' +
  'BigUint64Array Float16Array Float32Array Float64Array Map Set WeakMap WeakSet WeakRef ArrayBuffer ' +
  'SharedArrayBuffer Atomics DataView JSON Iterator Promise Proxy Reflect FinalizationRegistry Intl ' +
  'DisposableStack AsyncDisposableStack Error AggregateError EvalError RangeError ReferenceError SyntaxError ' +
  'SuppressedError TypeError URIError isFinite isNaN parseFloat parseInt ' +
  'decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape';

/** What a program may use besides, and what the lab itself uses while it runs. */
const BESIDES =
  'console performance process Buffer TextEncoder TextDecoder structuredClone URL';

const kept = new Set([...LANGUAGE.split(' '), ...BESIDES.split(' '), 'constructor']);

/** Takes everything else from the global object `scope`, and from what it inherits from. */
export function bareScope(scope: object): void {
  for (const one of [scope, ...prototypesOf(scope)]) {
    for (const name of Object.getOwnPropertyNames(one)) {
      if (!kept.has(name)) Reflect.deleteProperty(one, name);
    }
  }
}

function prototypesOf(scope: object): object[] {
  const found: object[] = [];
  let next: object | null = Object.getPrototypeOf(scope);
  while (next !== null && next !== Object.prototype) {
    found.push(next);
    next = Object.getPrototypeOf(next);
  }
  return found;
}

/** From now on no function is made out of a text. */
export function forbidCodeFromText(): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype: object = Object.getPrototypeOf(kind);
    function refuse(): never {
      throw new EvalError('the lab makes no function out of a text');
    }
    // What was a function is still an instance of it.
    refuse.prototype = prototype;
    Object.defineProperty(prototype, 'constructor', { value: refuse });
    if (prototype === Function.prototype) Object.assign(globalThis, { Function: refuse });
  }
}
