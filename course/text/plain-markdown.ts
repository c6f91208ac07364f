/**
 * Markdown without what is meant for a browser, for readers who see it as it stands: comments, the
 * tags of what is folded on a page, and the answer to a question right below it.
 */

/** The text without its comments. Code keeps them. */
export function withoutComments(markdown: string): string {
  return outsideCode(markdown, (text) =>
    text.replaceAll(/^<!--[\s\S]*?-->\n+/gm, '').replaceAll(/<!--[\s\S]*?-->/g, ''),
  );
}

/**
 * The text without comments and tags. Of a picture its description is left. The answers to the
 * questions stand at the end, where nobody reads them who has not been looking for them.
 */
export function plainMarkdown(markdown: string): string {
  const answers: string[] = [];
  const questions = markdown.replaceAll(answer, (_, text: string) => {
    answers.push(text.trim());
    return `(The answer is at the end, as answer ${answers.length}.)\n`;
  });
  const plain = outsideCode(withoutComments(questions), withoutTags).trimEnd();
  if (answers.length === 0) return `${plain}\n`;
  const told = answers.map((text, index) => `### Answer ${index + 1}\n\n${text}\n`);
  return `${plain}\n\n## The answers\n\n${told.join('\n')}`;
}

const answer = /^<details>\s*<summary>Answer<\/summary>\n([\s\S]*?)^<\/details>\n/gm;
const code = /^(```[\s\S]*?^```$)/m;

function withoutTags(text: string): string {
  return text
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '[Picture] $1')
    .replaceAll(/<summary>(.*?)<\/summary>/g, '$1:')
    .replaceAll(/^<\/?details>\n*/gm, '');
}

/** Changes what is no code. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  const pieces = markdown.split(code);
  return pieces
    .map((piece) => (piece.startsWith('```') ? piece : change(piece)))
    .join('');
}
