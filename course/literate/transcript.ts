/**
 * Transcripts: commands with what they printed, run again and compared.
 */
import { courseArguments } from './command.ts';
import type { Draft } from './draft.ts';
import type { Purpose } from './fence-purpose.ts';
import { cite, Fault } from './problem.ts';
import type { Fence } from './readme.ts';
import { splitLines } from './regions.ts';
import type { Runner } from './runner.ts';
import { diverge } from './varying.ts';

type TranscriptPurpose = Extract<Purpose, { kind: 'transcript' }>;

/** A command of a transcript and what it printed. */
export interface Exchange {
  readonly command: string;
  readonly output: readonly string[];
  /** The index of the first line of output in the fence. */
  readonly index: number;
}

/**
 * Brings a transcript up to date and adds the values that it names to `values`. What
 * differs only in what may vary stays as it was recorded.
 */
export async function weaveTranscript(
  draft: Draft,
  fence: Fence,
  purpose: TranscriptPurpose,
  run: Runner,
  values: Map<string, string>,
): Promise<void> {
  const { varies, anyOrder } = purpose;
  const lines: string[] = [];
  const outputs: string[] = [];
  let stale: { line: number; message: string } | undefined;
  for (const { command, output, index } of exchanges(fence.content)) {
    const actual = await run(courseArguments(command));
    if (actual.some((line) => line.startsWith('$ '))) {
      throw new Fault(
        `\`${command}\` prints a line that starts with \`$ \`, as only commands may here; ` +
          'change what it prints.',
      );
    }
    const divergence = diverge(output, actual, varies, anyOrder);
    if (divergence) {
      stale ??= {
        line: fence.line + 1 + index + divergence.index,
        message:
          `\`${command}\` prints ${cite(divergence.actual)} where the README has ` +
          `${cite(divergence.recorded)}.`,
      };
    }
    const kept = divergence ? actual : output;
    lines.push(`$ ${command}`, ...kept);
    outputs.push(kept.join('\n'));
  }
  if (stale) draft.fillFrom(fence, lines, stale.line, stale.message);
  readValues(outputs, varies, values);
}

/** Splits a transcript into commands and their output; throws a `Fault` if it has no command. */
export function exchanges(content: string): Exchange[] {
  const found: { command: string; output: string[]; index: number }[] = [];
  for (const [at, line] of splitLines(content).entries()) {
    if (line.startsWith('$ ')) {
      found.push({ command: line.slice(2).trim(), output: [], index: at + 1 });
      continue;
    }
    const current = found.at(-1);
    if (!current) break;
    current.output.push(line.trimEnd());
  }
  if (found.length === 0 || !content.startsWith('$ ')) {
    throw new Fault(
      'a transcript starts with its command; write `$ npx course …` first.',
    );
  }
  return found;
}

function readValues(
  outputs: readonly string[],
  varies: readonly RegExp[],
  values: Map<string, string>,
): void {
  for (const expression of varies) {
    const matches = outputs.flatMap((output) => [...output.matchAll(expression)]);
    if (matches.length === 0) {
      throw new Fault(
        `\`varies=/${expression.source}/\` matches nothing in this transcript; ` +
          'correct it, or remove it.',
      );
    }
    for (const name of Object.keys(matches[0]?.groups ?? {})) {
      if (values.has(name)) {
        throw new Fault(`the value ${name} is named twice in this README; rename one.`);
      }
      const value = matches.map((match) => match.groups?.[name]).find((each) => each);
      if (value !== undefined) values.set(name, value);
    }
  }
}
