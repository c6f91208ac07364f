/**
 * The terms that the chapters define. A chapter sets a term in bold where it says what it means,
 * and the sentence around it is the definition.
 *
 * What is in bold and ends like a sentence is no term. A term is defined once in the whole course,
 * and a name of several words in a chapter's `teaches` is defined in that chapter: all else is a
 * fault.
 */
import { cite } from '../../course/literate/problem.ts';
import { SiteFault } from '../faults/site-fault.ts';
import { type Bold, type Section, sectionAddress } from '../reading/reading.ts';

/** The path of the page that holds all of them. */
export const GLOSSARY = 'glossary/';

/** A term and what it means. */
export interface Definition {
  readonly term: string;
  /** Its anchor in the glossary. */
  readonly id: string;
  /** One sentence: Markdown, with the term in bold. */
  readonly sentence: string;
  /** The id of the chapter that defines it, and the path of the section. */
  readonly chapter: string;
  readonly path: string;
  readonly heading: string;
}

/** What is known of a chapter here. */
interface Teacher {
  readonly id: string;
  readonly teaches: readonly string[];
}

/** All definitions, in the order of the chapters. Throws `SiteFault`. */
export function readDefinitions(
  chapters: readonly Teacher[],
  sections: readonly Section[],
): Definition[] {
  const places = new Map<string, string>();
  const definitions = chapters.flatMap(({ id }) => {
    const own = sections.filter(({ file }) => file === readmeOf(id));
    return own.flatMap((section) =>
      section.bold.filter(isTerm).map((bold) => {
        const place = `${section.file}:${bold.line}`;
        const other = places.get(bold.text);
        if (other !== undefined) {
          const message = `${cite(bold.text)} is defined in bold here and in ${other}; keep one.`;
          throw new SiteFault({ file: section.file, line: bold.line, message });
        }
        places.set(bold.text, place);
        return definitionOf(bold, section, id);
      }),
    );
  });
  for (const chapter of chapters) refuseMissing(chapter, definitions);
  return definitions;
}

function definitionOf(bold: Bold, section: Section, chapter: string): Definition {
  return {
    term: bold.text,
    id: idOf(bold.text),
    sentence: byItself(bold.sentence),
    chapter,
    path: sectionAddress(section),
    heading: section.heading,
  };
}

/** A sentence that points at the one before it, so that it stands by itself: the term comes first. */
function byItself(sentence: string): string {
  return sentence.replace(
    /^(?:That|This|It|What you get) is (?:an? |the )?\*\*(.)([^*]*\*\*)(?::|,(?! and ))/,
    (_pointing, first: string, rest: string) => `**${first.toUpperCase()}${rest}:`,
  );
}

/** The anchor of a term. */
function idOf(term: string): string {
  return term.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** Whether it is a term: neither a sentence, nor the letter of an answer. */
function isTerm({ text }: Bold): boolean {
  return !/[.?!:]$/.test(text) && text.length > 1;
}

function refuseMissing(
  { id, teaches }: Teacher,
  definitions: readonly Definition[],
): void {
  for (const name of teaches.filter((each) => !/^\w+$/.test(each))) {
    const found = definitions.find(({ term }) => term === name);
    if (found?.chapter === id) continue;
    const message =
      `teaches in chapter.yaml holds ${cite(name)}, which no sentence here defines; ` +
      'set it in bold where it says what that is, or leave it out.';
    throw new SiteFault({ file: readmeOf(id), line: 1, message });
  }
}

function readmeOf(id: string): string {
  return `chapters/${id}/README.md`;
}
