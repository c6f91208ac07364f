/**
 * Markdown for the terminal: the lines of a paragraph joined, so that they can be broken anew
 * where the terminal ends. Headings, lists and tables keep their lines, and code its spaces: it
 * stands four columns in, as Markdown itself allows.
 */

import { breakCode, hang } from './wrap.ts';

const codeIndent = '    ';

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
      lines.push(codeIndent + line);
    } else if (isOpen && !beginsAnew.test(line)) {
      lines.push(`${lines.pop()} ${line.trim()}`);
    } else {
      lines.push(line);
      isOpen = !standsAlone.test(line);
    }
  }
  return lines;
}

/** Such lines, broken so that none has more than so many columns. */
export function breakParagraphs(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => {
    if (line.startsWith(codeIndent)) return breakCode(line, columns);
    const [bullet = ''] = /^ *(([-*]|\d+\.) )?/.exec(line) ?? [];
    return hang(bullet, line.slice(bullet.length), columns);
  });
}

/** An empty line, a heading, a row of a table, or an item of a list. */
const beginsAnew = /^\s*($|#|\||[-*] |\d+\. )/;
/** What no line joins, even if it could. */
const standsAlone = /^\s*($|#|\|)/;
