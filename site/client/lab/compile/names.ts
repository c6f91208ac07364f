/** What the editor offers and tells about names: by TypeScript, with the words that they are documented with. */
import type typescript from 'typescript';
import { nameOf, type ReaderService } from './reader-service.ts';

/** A name that can stand at a place. */
export interface NameOffer {
  readonly name: string;
  /** `function`, `method`, `property`, `class`: what it names, in TypeScript's words. */
  readonly kind: string;
  /** Whether it is the reader's own or was imported, and no global of the language. */
  readonly isNear: boolean;
}

/** What a name is: its type as one would write it, and what is said of it. */
export interface NameText {
  readonly type: string;
  readonly words: string;
}

/** A place in one of the reader's files, in characters from its beginning. */
export interface Spot {
  readonly path: string;
  readonly offset: number;
}

/** The names that can stand there. */
export function namesAt({ service }: ReaderService, { path, offset }: Spot): NameOffer[] {
  const found = service.getCompletionsAtPosition(nameOf(path), offset, {});
  return (found?.entries ?? []).map(({ name, kind, sortText }) => ({
    name,
    kind,
    // TypeScript's order: what is declared here comes before 15, globals at it, keywords too.
    isNear: sortText < '15',
  }));
}

/** What one of them is. */
export function nameText(
  { service }: ReaderService,
  { path, offset }: Spot,
  name: string,
): NameText | undefined {
  const details = service.getCompletionEntryDetails(
    nameOf(path),
    offset,
    name,
    {},
    undefined,
    undefined,
    undefined,
  );
  return details && textOf(details.displayParts, details.documentation);
}

/** What the name at a place is, and from where to where it goes. */
export function nameAt(
  { service }: ReaderService,
  { path, offset }: Spot,
): (NameText & { readonly from: number; readonly to: number }) | undefined {
  const info = service.getQuickInfoAtPosition(nameOf(path), offset);
  if (info === undefined) return undefined;
  const { start, length } = info.textSpan;
  return {
    ...textOf(info.displayParts, info.documentation),
    from: start,
    to: start + length,
  };
}

function textOf(
  type: readonly typescript.SymbolDisplayPart[] | undefined,
  words: readonly typescript.SymbolDisplayPart[] | undefined,
): NameText {
  const text = (parts: readonly typescript.SymbolDisplayPart[] = []) =>
    parts.map((part) => part.text).join('');
  return {
    // What an import is called is known: what it imports is of interest.
    type: text(type).replace(/\nimport \w+$/, ''),
    // Its lines end where the source's do; paragraphs, at an empty line.
    words: text(words).replace(/(?<!\n)\n(?!\n)/g, ' '),
  };
}
