/**
 * Code in colours: shiki tells what each piece of a line is, and the theme says how that looks.
 *
 * Pieces carry a role (`keyword`, `string` …) instead of a colour, so that one style sheet serves
 * light and dark. What has been cut once is kept from build to build.
 */
import {
  createCssVariablesTheme,
  createHighlighter,
  type HighlighterGeneric,
  type ThemedToken,
} from 'shiki';
import { type Cache, fingerprint } from '../cache/cache.ts';

const LANGUAGES = ['ts', 'js', 'json', 'yaml', 'c', 'python', 'sh', 'console'] as const;

/** A piece of a line that looks alike. */
export interface CodePiece {
  readonly text: string;
  /** Where it starts in the code. */
  readonly offset: number;
  /** What it is; `''` for plain text. */
  readonly role: string;
}

/** Cuts code into lines of pieces. A language that it does not know is plain text. */
export type Highlighter = (code: string, language: string) => CodePiece[][];

/** A highlighter with a memory that outlasts the build. */
export interface KeptHighlighter {
  readonly highlight: Highlighter;
  /** A build has ended: keeps what was asked for in it, and forgets what was not. */
  keep(): void;
}

/** The pieces of each line: a role and a length, by turns. */
type Cuts = readonly (readonly (string | number)[])[];

/** Code that was asked for. */
interface Shown {
  readonly language: string;
  readonly cuts: Cuts;
  readonly lines: CodePiece[][];
}

const NAME = 'highlights';

/** What has other colours when it changes. */
const MAKERS = ['package-lock.json', 'site/listings/highlight.ts'];

type Shiki = HighlighterGeneric<never, never>;

let loading: Promise<Shiki> | undefined;

/** Makes a highlighter that remembers in the cache. */
export async function createCodeHighlighter(cache: Cache): Promise<KeptHighlighter> {
  loading ??= loadShiki();
  const shiki = await loading;
  const print = cache.printOf(MAKERS);
  const kept = cache.kept<Record<string, Cuts>>(NAME);
  const known = kept?.print === print ? kept.value : {};
  let before = new Map<string, Shown>();
  let now = new Map<string, Shown>();
  let isNew = false;
  const show = (code: string, language: string): Shown => {
    let cuts = known[keyOf(code, language)];
    isNew ||= cuts === undefined;
    cuts ??= cut(shiki, code, language);
    return { language, cuts, lines: piecesOf(code, cuts) };
  };
  return {
    highlight(code, language) {
      let shown = now.get(code) ?? before.get(code);
      if (shown?.language !== language) shown = show(code, language);
      now.set(code, shown);
      return shown.lines;
    },
    keep() {
      // A draft is in a hurry; the next whole build cuts the same.
      if (isNew && !cache.isDraft) {
        const cuts = [...now].map(
          ([code, { language, cuts }]) => [keyOf(code, language), cuts] as const,
        );
        cache.keep(NAME, print, Object.fromEntries(cuts));
        isNew = false;
      }
      before = now;
      now = new Map();
    },
  };
}

function keyOf(code: string, language: string): string {
  return fingerprint([language, code]);
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
