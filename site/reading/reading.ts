/** What the course's prose holds, section by section: names in code, terms in bold. */

/** A section of a text: what stands under one heading. */
export interface Section {
  /** The file, relative to the repository's root, and the path of its page. */
  readonly file: string;
  readonly page: string;
  /** The title of the whole text, and the heading of the section, as plain text. */
  readonly title: string;
  readonly heading: string;
  /** The anchor of the heading; '' before the first one. */
  readonly anchor: string;
  readonly spans: readonly Span[];
  readonly bold: readonly Bold[];
  /** Names in capitals, in code or not: EAGAIN, SO_SNDBUF. */
  readonly capitals: readonly string[];
  /** System calls that it names as the manual does: `poll` for poll(2). */
  readonly manual: readonly string[];
}

/** A piece of prose in backticks. */
export interface Span {
  readonly text: string;
  readonly line: number;
}

/** A piece of prose in bold, and the sentence around it, in Markdown. */
export interface Bold {
  readonly text: string;
  readonly sentence: string;
  readonly line: number;
}

/** The address of a section in the site. */
export function sectionAddress({ page, anchor }: Section): string {
  return anchor === '' ? page : `${page}#${anchor}`;
}
