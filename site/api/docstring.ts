/** What typedoc reads in a docstring, cut into what the pages show. */
import type { Comment, CommentDisplayPart } from 'typedoc';
import ts from 'typescript';
import type { Description } from './api-model.ts';

/** What a docstring says that was inherited: typedoc has found it. */
export function describeComment(comment: Comment | undefined): Description {
  if (comment === undefined) return { text: '', throws: [] };
  return describe(markdownOf(comment.summary), []);
}

/**
 * What a declaration's own docstring says; undefined if it has none. It is read from the source:
 * typedoc takes the comment that opens an index file for that of the names exported first there.
 */
export function describeDeclaration(node: ts.Node): Description | undefined {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const docstring = ts.getJSDocCommentsAndTags(statement).findLast(ts.isJSDoc);
  if (docstring === undefined) return undefined;
  const thrown = [...(docstring.tags ?? [])].filter(ts.isJSDocThrowsTag).map((tag) => {
    const type = tag.typeExpression?.type.getText() ?? '';
    return `${type} ${ts.getTextOfJSDocComment(tag.comment) ?? ''}`.trim();
  });
  return describe(ts.getTextOfJSDocComment(docstring.comment) ?? '', thrown);
}

function describe(markdown: string, thrown: readonly string[]): Description {
  const { text, throws } = withoutThrows(markdown.trim());
  return { text, throws: [...throws, ...thrown] };
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
    .replace(/(?:^|(?<=\s))Throws\s([\s\S]*?)(?=\n\s*\n|$)/g, (_all, what: string) => {
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
