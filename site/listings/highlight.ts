/**
 * Code in colours: shiki tells what each piece of a line is, and the theme says how that looks.
 *
 * Pieces carry a class (`keyword`, `string` …) instead of a colour, so that a page is small and
 * one style sheet serves light and dark.
 */
import {
  createCssVariablesTheme,
  createHighlighter,
  type HighlighterGeneric,
  type ThemedToken,
} from 'shiki';

const LANGUAGES = ['ts', 'js', 'json', 'yaml', 'c', 'python', 'sh', 'console'] as const;

/** A piece of a line that looks alike. */
export interface CodePiece {
  readonly text: string;
  /** Where it starts in the code. */
  readonly offset: number;
  /** Its class in the theme; `''` for plain text. */
  readonly role: string;
}

/** Cuts code into lines of pieces. A language that it does not know is plain text. */
export type Highlighter = (code: string, language: string) => CodePiece[][];

/** Makes a highlighter; it remembers what it has seen. */
export async function createCodeHighlighter(): Promise<Highlighter> {
  const theme = createCssVariablesTheme({ name: 'would-block', variablePrefix: '--' });
  const shiki = await createHighlighter({ themes: [theme], langs: [...LANGUAGES] });
  const seen = new Map<string, CodePiece[][]>();
  return (code, language) => {
    const key = `${language}\n${code}`;
    let lines = seen.get(key);
    if (lines === undefined) {
      lines = cut(shiki as HighlighterGeneric<never, never>, code, language);
      seen.set(key, lines);
    }
    return lines;
  };
}

function cut(
  shiki: HighlighterGeneric<never, never>,
  code: string,
  language: string,
): CodePiece[][] {
  const isKnown = (LANGUAGES as readonly string[]).includes(language);
  const { tokens } = shiki.codeToTokens(code, {
    lang: (isKnown ? language : 'text') as never,
    theme: 'would-block' as never,
  });
  return tokens.map((line) => line.map(pieceOf));
}

function pieceOf({ content, offset, color = '' }: ThemedToken): CodePiece {
  const role = /^var\(--(?:token-)?(.+)\)$/.exec(color)?.[1] ?? '';
  return { text: content, offset, role: role === 'foreground' ? '' : role };
}
