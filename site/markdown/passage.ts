/** A passage of a text, rendered by itself: an option of a quiz, a hint. */
import { SiteFault } from '../faults/site-fault.ts';
import { type Html, trusted } from '../page/markup.ts';
import { type ProseRequest, renderProse } from './prose.ts';
import type { ProseContext } from './prose-context.ts';

/** A passage, as Markdown. */
export interface Passage {
  readonly text: string;
  /** The line of its file on which it begins, counted from 1. */
  readonly line: number;
}

/** The file that a passage comes from, and the page that shows it. */
export type PassageSource = Pick<ProseRequest, 'file' | 'page'>;

/** The HTML of a passage: paragraphs, lists, code. Throws `SiteFault` with the file's line. */
export function renderBlocks(
  context: ProseContext,
  source: PassageSource,
  passage: Passage,
): Html {
  // Empty lines in front, so that a fault is told with the line that the passage has in its file.
  const text = '\n'.repeat(passage.line - 1) + passage.text;
  return renderProse(context, { ...source, text, isPassage: true }).html;
}

/** The HTML of a passage that stands in a line. Throws `SiteFault`, also if it is no single paragraph. */
export function renderInline(
  context: ProseContext,
  source: PassageSource,
  passage: Passage,
): Html {
  const { text } = renderBlocks(context, source, passage);
  const [, only] = /^<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/.exec(text) ?? [];
  if (only !== undefined) return trusted(only);
  const message = 'there is room for one paragraph here; make it one.';
  throw new SiteFault({ file: source.file, line: passage.line, message });
}
