/** Finds the terms of the glossary in running text. */
import type { Definition } from './definitions.ts';

/** A term in a text. */
interface FoundTerm {
  readonly definition: Definition;
  readonly start: number;
  readonly text: string;
}

/** Finds terms, the longest where several begin at one place: `system call`, not `call`. */
export class TermFinder {
  readonly #byName = new Map<string, Definition>();
  readonly #pattern: RegExp | undefined;

  constructor(definitions: readonly Definition[]) {
    for (const definition of definitions) {
      this.#byName.set(definition.term.toLowerCase(), definition);
    }
    const names = [...this.#byName.keys()].sort(
      (one, other) => other.length - one.length,
    );
    if (names.length === 0) return;
    const literally = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.#pattern = new RegExp(
      `(?<![\\w-])(${literally.join('|')})(s|es)?(?![\\w-]|\\(\\d\\))`, // no page of the manual: socket(7)
      'giu',
    );
  }

  /** The terms in a text, in order. */
  find(text: string): FoundTerm[] {
    if (this.#pattern === undefined) return [];
    return [...text.matchAll(this.#pattern)].flatMap(
      ({ 0: found, 1: name = '', index }) => {
        const definition = this.#byName.get(name.toLowerCase());
        return definition === undefined
          ? []
          : [{ definition, start: index, text: found }];
      },
    );
  }
}
