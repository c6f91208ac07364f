/**
 * Values by reference: a number in the prose that a transcript of the same README shows.
 */
import type { Draft } from './draft.ts';
import { cite, Fault } from './problem.ts';
import type { Tag } from './tags.ts';

// Before a comment, these leave it at the start of a block.
const BLOCK_START = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?$/;

/** Brings the values in the prose up to date; `tags` are those outside quizzes. */
export async function weaveValues(
  draft: Draft,
  tags: readonly Tag[],
  values: ReadonlyMap<string, string>,
): Promise<void> {
  for (const span of draft.readme.codeSpans) {
    if (!/<!--\s*value=/.test(span.text)) continue;
    draft.fault(
      draft.lineAt(span.start),
      'between backticks the comments of a value would show; ' +
        'put the backticks between the comments.',
    );
  }
  for (const tag of tags) {
    await draft.attempt(tag.line, () => {
      const { text } = draft.readme;
      const opening = text.lastIndexOf('<!--', tag.start);
      const before = text.slice(text.lastIndexOf('\n', opening - 1) + 1, opening);
      if (BLOCK_START.test(before)) {
        throw new Fault(
          'a line that starts with a comment is HTML to Markdown, not prose; ' +
            `move a word before the value ${tag.name}.`,
        );
      }
      const value = valueNamed(tag.name, values);
      const current = text.slice(tag.start, tag.end);
      const message = `the value ${tag.name} is ${cite(value)}, but the prose says ${cite(current)}.`;
      // A value set in code stays so.
      const wanted = current.startsWith('`') ? `\`${value}\`` : value;
      draft.replace(tag.start, tag.end, wanted, tag.line, message);
    });
  }
}

/** Fills the values into a text; throws a `Fault` for a name that no transcript gives. */
export function fillValues(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /(<!-- value=(\S+) -->)[\s\S]*?(<!-- \/value -->)/g,
    (_, opening: string, name: string, closing: string) =>
      opening + valueNamed(name, values) + closing,
  );
}

function valueNamed(name: string, values: ReadonlyMap<string, string>): string {
  const value = values.get(name);
  if (value !== undefined) return value;
  const known = [...values.keys()].join(', ') || 'none';
  throw new Fault(
    `no transcript of this README names a value ${name} (known: ${known}); ` +
      `put it into a \`varies\` as \`(?<${name}>…)\`.`,
  );
}
