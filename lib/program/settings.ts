/**
 * What a program can be told when it starts: ports by position, the rest by `--name`.
 *
 * A program declares its settings as an object, `{ port: portNumber(1234), steps: ... }`, and gets an object
 * of the same shape with the values: one declaration makes the types, the checks and `--help`.
 */
// #region setting
/** One setting: what it is without being told, and how its text becomes a value. */
export interface Setting<Value> {
  readonly kind: 'port' | 'number' | 'flag';
  readonly fallback: Value;
  readonly help: string;
  /** The value of what was typed. Throws UsageError, naming the setting. */
  read(name: string, text: string): Value;
}

// `any`: a Setting<number> is no Setting<unknown>, and this type only collects settings.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Settings = Record<string, Setting<any>>;

/** The values of settings, by name. */
export type Values<Declared extends Settings> = {
  [Name in keyof Declared]: Declared[Name] extends Setting<infer Value> ? Value : never;
};
// #endregion

// #region kinds
/** What was typed is not what the program takes. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A port, given by its position: 0 to 65535, where 0 means "any free one". */
export function portNumber(fallback: number): Setting<number> {
  return {
    kind: 'port',
    fallback,
    help: `a port from 0 to 65535; ${fallback} if not given`,
    read: (name, text) => wholeNumber(name, text, 0, 65_535),
  };
}

/** A whole number ≥ `least`, given as `--name N`. */
export function count(fallback: number, help: string, least = 1): Setting<number> {
  return {
    kind: 'number',
    fallback,
    help: Number.isFinite(fallback) ? `${help}; ${fallback} if not given` : help,
    read: (name, text) => wholeNumber(name, text, least, Number.MAX_SAFE_INTEGER),
  };
}

/** Something to switch on, given as `--name`. */
export function flag(help: string): Setting<boolean> {
  return { kind: 'flag', fallback: false, help, read: () => true };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  const range =
    most === Number.MAX_SAFE_INTEGER
      ? `of at least ${least}`
      : `from ${least} to ${most}`;
  throw new UsageError(`${name} is a whole number ${range}, not "${text}".`);
}
// #endregion

// #region read
/** The options that there are, without their dashes: each with a value, or a switch. */
export type Options = Record<string, { type: 'string' | 'boolean'; short?: string }>;

/** Cuts what was typed into options and the rest. Throws UsageError. */
export type Parser = (
  typed: string[],
  options: Options,
) => { values: Record<string, unknown>; positionals: string[] };

/** Reads what was typed after the program's name. Throws UsageError. */
export function readSettings<Declared extends Settings>(
  declared: Declared,
  typed: string[],
  parse: Parser,
): Values<Declared> | 'help' {
  const names = Object.keys(declared);
  const positional = names.filter((name) => declared[name]?.kind === 'port');
  const options: Options = { help: { type: 'boolean', short: 'h' } };
  for (const name of names) {
    const kind = declared[name]?.kind;
    if (kind !== 'port')
      options[dashed(name)] = { type: kind === 'flag' ? 'boolean' : 'string' };
  }

  const negative = typed.find((text) => /^-\d/.test(text));
  if (negative !== undefined) {
    throw new UsageError(
      `"${negative}" is negative; this program takes whole numbers ≥ 0.`,
    );
  }
  const { values, positionals } = parse(typed, options);
  if (values.help) return 'help';
  if (positionals.length > positional.length) {
    const surplus = positionals[positional.length];
    throw new UsageError(`"${surplus}" is more than this program takes.`);
  }
  const result = names.map((name) => {
    const setting = declared[name] as Setting<unknown>;
    const text =
      setting.kind === 'port'
        ? positionals[positional.indexOf(name)]
        : values[dashed(name)];
    if (text === undefined) return [name, setting.fallback];
    const shown = setting.kind === 'port' ? dashed(name) : `--${dashed(name)}`;
    return [name, setting.read(shown, String(text))];
  });
  return Object.fromEntries(result) as Values<Declared>;
}

/** The ports among the values, in their order. */
export function portsAmong<Declared extends Settings>(
  declared: Declared,
  values: Values<Declared>,
): number[] {
  const names = Object.keys(declared).filter((name) => declared[name]?.kind === 'port');
  return names.map((name) => Number(values[name]));
}
// #endregion

// #region usage
/** What `--help` prints. */
export function usage(name: string, summary: string, declared: Settings): string {
  const rows = Object.entries(declared).map(([setting, { kind, help }]) => {
    const dash = dashed(setting);
    const shown = { port: `[${dash}]`, number: `--${dash} N`, flag: `--${dash}` }[kind];
    return [shown, help] as const;
  });
  rows.push(['--help', 'print this']);
  const width = Math.max(...rows.map(([shown]) => shown.length));
  const ports = rows.map(([shown]) => shown).filter((shown) => shown.startsWith('['));
  return [
    summary,
    '',
    `Usage: ${[name, ...ports, '[options]'].join(' ')}`,
    '',
    ...rows.map(([shown, help]) => `  ${shown.padEnd(width)}  ${help}`),
  ].join('\n');
}

/** `secondPort` as it is typed: `second-port`. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
// #endregion
