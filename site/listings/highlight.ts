/**
 * Code in colours: shiki tells what each piece of a line is, and the theme says how that looks.
 *
 * Pieces carry a class (`keyword`, `string` …) instead of a colour, so that a page is small and
 * one style sheet serves light and dark. What has been cut once is kept from build to build.
 */
import {
  createCssVariablesTheme,
  createHighlighter,
  type HighlighterGeneric,
  type ThemedToken,
} from 'shiki';
import { type Cache, fingerprint } from '../cache.ts';

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

/** A highlighter with a memory that outlasts the build. */
export interface KeptHighlighter {
  readonly highlight: Highlighter;
  /** Keeps what was cut since it was made or last kept, and forgets what nobody asked for. */
  keep(): void;
}

/** The pieces of each line: a role and a length, by turns. */
type Cuts = readonly (readonly (string | number)[])[];

const NAME = 'highlights';

/** What was cut otherwise than now is forgotten when this is another. */
const VERSION = '2';

type Shiki = HighlighterGeneric<never, never>;

let loading: Promise<Shiki> | undefined;

/** Makes a highlighter that remembers in the cache. */
export async function createCodeHighlighter(cache: Cache): Promise<KeptHighlighter> {
  loading ??= loadShiki();
  const shiki = await loading;
  const memory = cache.kept<Record<string, Cuts>>(NAME);
  const known = new Map(
    memory?.print === VERSION ? Object.entries(memory.value) : undefined,
  );
  const seen = new Map<string, Cuts>();
  let isNew = false;
  const linesOf: Highlighter = (code, language) => {
    const key = fingerprint([language, code]);
    let cuts = known.get(key);
    isNew ||= cuts === undefined;
    cuts ??= cut(shiki, code, language);
    seen.set(key, cuts);
    return piecesOf(code, cuts);
  };
  /** By code, and what it was in last: the same file is asked for again and again. */
  const lines = new Map<string, { language: string; pieces: CodePiece[][] }>();
  const highlight: Highlighter = (code, language) => {
    const before = lines.get(code);
    if (before?.language === language) return before.pieces;
    const pieces = linesOf(code, language);
    lines.set(code, { language, pieces });
    return pieces;
  };
  return {
    highlight,
    keep() {
      if (!isNew) return;
      cache.keep(NAME, VERSION, Object.fromEntries(seen));
      isNew = false;
    },
  };
}

function loadShiki(): Promise<Shiki> {
  const theme = createCssVariablesTheme({ name: 'would-block', variablePrefix: '--' });
  const loaded = createHighlighter({ themes: [theme], langs: [...LANGUAGES] });
  return loaded as unknown as Promise<Shiki>;
}

function cut(shiki: Shiki, code: string, language: string): Cuts {
  const isKnown = (LANGUAGES as readonly string[]).includes(language);
  const { tokens } = shiki.codeToTokens(code, {
    lang: (isKnown ? language : 'text') as never,
    theme: 'would-block' as never,
    // On a busy machine a line would be given up in the middle, and all that follow look wrong.
    tokenizeTimeLimit: 0,
  });
  return tokens.map((line) =>
    line.flatMap((token) => [roleOf(token), token.content.length]),
  );
}

function piecesOf(code: string, cuts: Cuts): CodePiece[][] {
  let start = 0;
  return cuts.map((line) => {
    const pieces: CodePiece[] = [];
    let offset = start;
    for (let at = 0; at < line.length; at += 2) {
      const [role, length] = line.slice(at, at + 2) as [string, number];
      pieces.push({ text: code.slice(offset, offset + length), offset, role });
      offset += length;
    }
    start = code.indexOf('\n', offset) + 1;
    return pieces;
  });
}

function roleOf({ color = '' }: ThemedToken): string {
  const role = /^var\(--(?:token-)?(.+)\)$/.exec(color)?.[1] ?? '';
  return role === 'foreground' ? '' : role;
}
