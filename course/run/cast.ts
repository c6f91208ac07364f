/**
 * Who takes part when a program is run with its companions: under which label, with which
 * arguments. Only the plan; ports are not known before the servers run.
 */
import { type Chapter, findCompanion, type Program } from '../catalogue.ts';

/** One process to start. */
export interface Part {
  /** What stands before its lines; no other part has the same. */
  label: string;
  /** The program's file. */
  file: string;
  /** What it gets after its ports. */
  options: string[];
}

/** All processes of a run. */
export interface Cast {
  /** Servers to start first, one after the other. */
  needs: Part[];
  /** The program that was asked for. */
  main: Part;
  /** Clients to start, all at once, when the main program listens. */
  visitors: Part[];
}

/** Whether a run of the program needs any other. */
export function hasCompanions(program: Program): boolean {
  return program.needs.length > 0 || program.visitors.length > 0;
}

/**
 * Whether a port is among the arguments. What follows an `--option` is taken for its value: only
 * the program itself knows which of its options take one, and a port is usually given first.
 */
export function givesPort(typed: readonly string[]): boolean {
  return typed.some((text, index) => {
    const before = typed[index - 1] ?? '';
    const isValue = before.startsWith('-') && !before.includes('=');
    return !text.startsWith('-') && !isValue;
  });
}

/** Plans a run. Throws UsageError if chapter.yaml names a companion that does not exist. */
export function castOf(
  chapter: Chapter,
  program: Program,
  typed: string[],
  root?: string,
): Cast {
  const find = (text: string) => findCompanion(text, chapter, root);
  const options = typed.length > 0 ? typed : program.with;
  const needs = program.needs.map(find);
  const visitors = program.visitors.map(find);
  const parts = labelled([...needs, { program, options }, ...visitors]);
  return {
    needs: parts.slice(0, needs.length),
    main: parts[needs.length] as Part,
    visitors: parts.slice(needs.length + 1),
  };
}

/** `server`, `client`; of two with one name, `server 1` and `server 2`. All equally wide. */
function labelled(players: { program: Program; options: string[] }[]): Part[] {
  const names = players.map(({ program }) => program.name);
  const labels = names.map((name, index) => {
    const isOnlyOne = names.indexOf(name) === names.lastIndexOf(name);
    const count = names.slice(0, index + 1).filter((other) => other === name).length;
    return isOnlyOne ? name : `${name} ${count}`;
  });
  const width = Math.max(...labels.map((label) => label.length));
  return players.map(({ program, options }, index) => ({
    label: (labels[index] ?? '').padEnd(width),
    file: program.file,
    options,
  }));
}
