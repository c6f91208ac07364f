/** What typedoc reads in a docstring, cut into what the pages show. */
import type { Comment, CommentDisplayPart } from 'typedoc';
import type { Description } from './api-model.ts';

/** The text of a docstring, and what it says about errors. */
export function describe(comment: Comment | undefined): Description {
  if (comment === undefined) return { text: '', throws: [] };
  const { text, throws } = withoutThrows(markdownOf(comment.summary));
  const tagged = comment.blockTags
    .filter(({ tag }) => tag === '@throws')
    .map(({ content }) => markdownOf(content).replace(/^\{(\w+)\}\s*/, '$1 '));
  return { text, throws: [...throws, ...tagged] };
}

/** The names that a docstring links to and that lead nowhere. */
export function deadLinks(comment: Comment | undefined): string[] {
  const parts = [
    ...(comment?.summary ?? []),
    ...(comment?.blockTags ?? []).flatMap(({ content }) => content),
  ];
  return parts.flatMap((part) =>
    part.kind === 'inline-tag' && part.target === undefined ? [part.text] : [],
  );
}

/** Parts `Throws …` until the end of its paragraph from the rest. */
function withoutThrows(markdown: string): Description {
  const throws: string[] = [];
  const text = markdown
    .replace(/(?:^|(?<=\s))Throws ([\s\S]*?)(?=\n\s*\n|$)/g, (_all, what: string) => {
      throws.push(what.trim());
      return '';
    })
    .trim();
  return { text, throws };
}

function markdownOf(parts: readonly CommentDisplayPart[]): string {
  return parts
    .map((part) => (part.kind === 'inline-tag' ? `\`${part.text}\`` : part.text))
    .join('')
    .trim();
}
