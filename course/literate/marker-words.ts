/**
 * The words of a comment that asks for a picture: a name, flags, and attributes as `key=value` or
 * `key="several words"`. Timelines and charts are asked for in the same way.
 */
import { Fault } from './problem.ts';

/** What a kind of comment may hold. */
export interface MarkerForm {
  /** What is asked for, as a reader of the message knows it: "chart". */
  readonly kind: string;
  readonly keys: readonly string[];
  readonly flag: string;
  /** What the name is a name of. */
  readonly nameOf: string;
}

/** What a comment holds. */
export interface MarkerWords {
  readonly name: string;
  readonly flags: readonly string[];
  /** The values by key. Only `run` may have several. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

const WORD = /\s*(?:([a-z]+)=(?:"([^"]*)"|([^\s"]+))|([^\s="]+))(?=\s|$)/gy;

/** Reads the words; throws a `Fault` for what such a comment does not know. */
export function readMarkerWords(
  text: string,
  { kind, keys, flag, nameOf }: MarkerForm,
): MarkerWords {
  const words: string[] = [];
  const attributes = new Map<string, string[]>();
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const [all, key, quoted, plain, word] = match;
    end = match.index + all.length;
    if (word !== undefined) words.push(word);
    if (key === undefined) continue;
    attributes.set(key, [...(attributes.get(key) ?? []), quoted ?? plain ?? '']);
  }
  if (text.slice(end).trim() !== '') {
    throw new Fault(`this ${kind} cannot be read from “${text.slice(end).trim()}” on.`);
  }
  for (const [key, values] of attributes) {
    if (!keys.includes(key)) {
      const known = keys.map((each) => `\`${each}=\``).join(', ');
      throw new Fault(
        `a ${kind} doesn't know \`${key}=\`; it takes ${known} and \`${flag}\`.`,
      );
    }
    if (values.length > 1 && key !== 'run') {
      throw new Fault(`\`${key}=\` stands twice; keep one.`);
    }
  }
  const [name = '', ...flags] = words;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
    throw new Fault(
      `“${name}” is no name for a ${nameOf}; write small letters, digits and -, first.`,
    );
  }
  const unknown = flags.find((each) => each !== flag);
  if (unknown !== undefined) {
    throw new Fault(`a ${kind} doesn't know \`${unknown}\`; correct or remove it.`);
  }
  return { name, flags, attributes };
}
