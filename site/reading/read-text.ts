/** Reads a text of the course into its sections, as the site shows them. */
import createMarkdown, { type Token } from 'markdown-it';
import { inPlace } from '../faults/site-fault.ts';
import { headings } from './headings.ts';
import type { Bold, Section, Span } from './reading.ts';
import { sentenceAround } from './sentences.ts';
import { refuseUnclosed, type WovenBlock, wovenBlocks } from './woven-blocks.ts';

/** A text: its file, relative to the repository's root, and the path of its page. */
export interface TextFile {
  readonly file: string;
  readonly page: string;
}

const markdown = createMarkdown({ html: true }).use(wovenBlocks).use(headings);

/** The sections of a text, in order. Throws `SiteFault` for a block that nothing closes. */
export function readText({ file, page }: TextFile, text: string): Section[] {
  const sections: Writable<Omit<Section, 'title'>>[] = [];
  let title = '';
  const open = (anchor: string, heading: string) => {
    sections.push({
      file,
      page,
      heading,
      anchor,
      spans: [],
      bold: [],
      capitals: [],
      manual: [],
    });
  };
  open('', '');
  const tokens = markdown.parse(text, { headings: [] });
  let line = 1;
  for (const [index, token] of tokens.entries()) {
    // A cell of a table knows no line; its row does.
    line = token.map ? token.map[0] + 1 : line;
    const section = sections.at(-1);
    if (section === undefined) continue;
    if (token.type === 'woven') {
      const block = token.meta as unknown as WovenBlock;
      // What it swallows would else be missed elsewhere, and told of as something else.
      inPlace({ file, line: block.line }, () => refuseUnclosed(block));
    }
    if (token.type === 'heading_open') {
      const words = plainText(tokens[index + 1]);
      if (token.tag === 'h1') title = words;
      else open(String(token.attrGet('id') ?? ''), words);
    } else if (token.type === 'inline') {
      section.spans.push(...spansIn(token, line));
      section.bold.push(...boldIn(token, line));
      section.capitals.push(...(token.content.match(/\b[A-Z][A-Z0-9_]{3,}\b/g) ?? []));
      const pages = token.content.matchAll(/\b([a-z_][a-z\d_]*)\(2\)/g);
      section.manual.push(...[...pages].map(([, name = '']) => name));
    }
  }
  return sections.map((section) => ({ ...section, title }));
}

type Writable<Of> = {
  [Key in keyof Of]: Of[Key] extends readonly (infer Item)[] ? Item[] : Of[Key];
};

/** The words of a heading, without marks. */
function plainText(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ content }) => content).join('');
}

function spansIn(token: Token, line: number): Span[] {
  let breaks = 0;
  return (token.children ?? []).flatMap((child) => {
    if (child.type === 'softbreak') breaks += 1;
    return child.type === 'code_inline'
      ? [{ text: child.content, line: line + breaks }]
      : [];
  });
}

function boldIn(token: Token, line: number): Bold[] {
  const found: Bold[] = [];
  // A value that a run has filled in stands between comments.
  const source = token.content.replace(/<!--[\s\S]*?-->/g, '');
  for (const { 0: mark, 1: text = '', index } of source.matchAll(/\*\*([^*]+)\*\*/g)) {
    found.push({
      text: text.replace(/^`|`$/g, ''),
      sentence: sentenceAround(source, index, index + mark.length),
      line: line + source.slice(0, index).split('\n').length - 1,
    });
  }
  return found;
}
