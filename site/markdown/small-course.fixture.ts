/** A small repository in a temporary folder, for tests of what is made of its texts. */
import { onTestFinished } from 'vitest';
import { README, repository } from '../../course/literate/temporary-repository.ts';
import { ApiNames } from '../api/api-names.ts';
import { Cache } from '../cache/cache.ts';
import { CodeReader, type FactsSource } from '../listings/code-reader.ts';
import { Explanations } from '../listings/explanations.ts';
import { html } from '../page/markup.ts';
import { renderProse } from './prose.ts';
import type { ProseContext } from './prose-context.ts';

/** A compiler that knows nothing, and need not be waited for. */
const noFacts: FactsSource = {
  read: async () => new Map(),
  close: () => {},
};

/** A library without doors, and prose that defines nothing. */
export const noReference: ProseContext['reference'] = {
  names: new ApiNames([]),
  definitions: [],
  usage: { uses: {}, makes: {}, makers: {}, declared: {} },
};

/**
 * What the texts of a repository with these files are rendered with; its library has no doors. The
 * compiler takes seconds and is only asked if the course `isTyped`. Throws `SiteFault`.
 */
export async function smallCourse(
  files: Readonly<Record<string, string>>,
  { isTyped = false } = {},
): Promise<ProseContext> {
  // Little of the language's library: to read all of it takes longer than the rest.
  const options =
    '{ "compilerOptions": { "lib": ["es5"], "types": [], "strict": true } }';
  const root = repository({ 'tsconfig.json': options, ...files });
  const cache = new Cache(root);
  const code = new CodeReader(root, cache, isTyped ? undefined : noFacts);
  onTestFinished(() => code.close());
  const shown = await code.read();
  const explanations = new Explanations(shown.facts, () => undefined);
  return {
    root,
    chapters: [],
    linkedFiles: new Set(),
    textLinks: [],
    listings: { ...shown, explanations },
    reference: noReference,
  };
}

/** The HTML of the README of a small course's only chapter. Throws `SiteFault`. */
export function renderChapter(course: ProseContext, text: string): string {
  const page = 'chapters/01-blocking/';
  return renderProse(course, { file: README, text, page, weave: () => html`` }).html.text;
}
