/** How a value looks when a program logs it: as in Node, but on one line. */

// As in Node: what is nested deeper, or comes later in a list, is not shown.
const DEEPEST = 2;
const MOST_ENTRIES = 100;

/** The values of one `console.log()`, texts as they are. Never throws. */
export function showValues(values: readonly unknown[]): string {
  return values
    .map((value) => (typeof value === 'string' ? value : showValue(value)))
    .join(' ');
}

/** A value as one would write it. Never throws. */
export function showValue(value: unknown): string {
  try {
    return show(value, []);
  } catch {
    // A getter or a proxy of the reader's threw.
    return '[a value that cannot be shown]';
  }
}

function show(value: unknown, within: readonly object[]): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[Function: ${value.name || '(anonymous)'}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (within.includes(value)) return '[Circular]';
  const name = nameOf(value);
  if (within.length > DEEPEST) return `[${name ?? 'Object'}]`;
  const inside = [...within, value];
  const list = (entries: Iterable<unknown>, size: number) => {
    const shown: string[] = [];
    for (const entry of entries) {
      if (shown.length === MOST_ENTRIES) break;
      shown.push(show(entry, inside));
    }
    const more = size - shown.length;
    return more > 0 ? [...shown, `… ${more} more`] : shown;
  };
  if (Array.isArray(value)) return bracketed('[]', undefined, list(value, value.length));
  if (ArrayBuffer.isView(value) && 'length' in value) {
    const { length } = value as Uint8Array;
    return bracketed('[]', `${name}(${length})`, list(value as Uint8Array, length));
  }
  if (value instanceof Set)
    return bracketed('{}', `Set(${value.size})`, list(value, value.size));
  if (value instanceof Map) {
    const entries = [...value].slice(0, MOST_ENTRIES);
    const pairs = entries.map(
      ([key, one]) => `${show(key, inside)} => ${show(one, inside)}`,
    );
    return bracketed('{}', `Map(${value.size})`, pairs);
  }
  const entries = Object.entries(value).slice(0, MOST_ENTRIES);
  const pairs = entries.map(([key, one]) => `${key}: ${show(one, inside)}`);
  return bracketed(
    '{}',
    name === 'Object' ? undefined : (name ?? '[no prototype]'),
    pairs,
  );
}

/** The name of the class; undefined for what has no prototype. */
function nameOf(value: object): string | undefined {
  const prototype: { constructor?: { name?: unknown } } | null =
    Object.getPrototypeOf(value);
  return prototype === null ? undefined : String(prototype.constructor?.name ?? 'Object');
}

function bracketed(
  [open, close]: '[]' | '{}' | string,
  name: string | undefined,
  entries: readonly string[],
): string {
  const inner = entries.length === 0 ? '' : ` ${entries.join(', ')} `;
  return `${name === undefined ? '' : `${name} `}${open}${inner}${close}`;
}
