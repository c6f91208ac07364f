/** What the API pages tell about the library: exports and their members, as plain data. */
import type { Door } from './api-addresses.ts';

/** What a docstring says. */
export interface Description {
  /** Markdown. */
  readonly text: string;
  /** What it throws, and when: Markdown, in pieces. */
  readonly throws: readonly string[];
}

/** Something that has a name, a declaration and a docstring. */
export interface Declared extends Description {
  readonly name: string;
  /** Its declaration without body, as it stands in the source. */
  readonly code: string;
  /** Where it is declared: a path in the repository, and lines counted from 1. */
  readonly file: string;
  readonly line: number;
  readonly lastLine: number;
}

/** A member of a class or an interface. */
export interface ApiMember extends Declared {
  readonly kind: 'constructor' | 'method' | 'property';
  /** Whether it makes a class a `Kernel`: the interface describes it. */
  readonly isKernelCall: boolean;
}

/** What an export is, in the words of TypeScript. */
export type ApiKind = 'class' | 'interface' | 'function' | 'type' | 'constant';

/** An export of a door. */
export interface ApiExport extends Declared {
  readonly door: Door;
  readonly kind: ApiKind;
  readonly members: readonly ApiMember[];
  /** The door that exports the same thing and describes it, if it is not this one. */
  readonly sameAs?: Door;
  /** A constant's value on each system, as it is written in the source. */
  readonly values?: { readonly linux: string; readonly darwin: string };
}

/** All that a door exports, in the order of the sources. */
export interface ApiDoor {
  readonly door: Door;
  /** What the file that is the door says about itself: Markdown. */
  readonly text: string;
  readonly exports: readonly ApiExport[];
}
