/**
 * Markdown for the terminal: the lines of a paragraph joined, so that they can be broken anew
 * where the terminal ends. Headings, lists and tables keep their lines, and code its spaces: it
 * stands four columns in, as Markdown itself allows.
 */

/** What code begins with: such a line must not be broken between words. */
export const CODE_INDENT = '    ';

/** The paragraphs of a Markdown text, one line each; empty lines stay. */
export function paragraphs(markdown: string): string[] {
  const lines: string[] = [];
  let isCode = false;
  let isOpen = false;
  for (const line of markdown.trimEnd().split('\n')) {
    if (line.startsWith('```')) {
      isCode = !isCode;
      isOpen = false;
    } else if (isCode) {
      lines.push(CODE_INDENT + line);
    } else if (isOpen && !beginsAnew.test(line)) {
      lines.push(`${lines.pop()} ${line.trim()}`);
    } else {
      lines.push(line);
      isOpen = !standsAlone.test(line);
    }
  }
  return lines;
}

/** An empty line, a heading, a row of a table, or an item of a list. */
const beginsAnew = /^\s*($|#|\||[-*] |\d+\. )/;
/** What no line joins, even if it could. */
const standsAlone = /^\s*($|#|\|)/;
