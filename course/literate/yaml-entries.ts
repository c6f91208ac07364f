/**
 * Reads YAML files that hold a list of entries, and says clearly what is wrong with one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Fault } from './problem.ts';

/** One entry of a list, its values not yet checked. */
export type Entry = Readonly<Record<string, unknown>>;

/** Reads a file, given relative to `root`, that holds a list; throws a `Fault` if it doesn't. */
export function readEntries(root: string, file: string): Entry[] {
  let content: unknown;
  try {
    content = parse(readFileSync(join(root, file), 'utf8'));
  } catch (error) {
    throw new Fault(`${file} is no YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  return entriesOf(content ?? [], `${file} must hold a list, each entry with names.`);
}

/** Takes a value as a list of entries; throws a `Fault` with the message if it is none. */
export function entriesOf(value: unknown, message: string): Entry[] {
  const isEntry = (each: unknown): each is Entry =>
    typeof each === 'object' && each !== null;
  if (!Array.isArray(value) || !value.every(isEntry)) throw new Fault(message);
  return value;
}

/** The text that an entry holds under a key; throws a `Fault` if it holds none. */
export function textOf(entry: Entry, key: string, name: string): string {
  const value = entry[key];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new Fault(
    `${name} needs \`${key}\`, a text; put it in quotation marks if need be.`,
  );
}
