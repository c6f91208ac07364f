/** Reads all texts of the course that the site shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findReadmes } from '../../course/literate/files.ts';
import { pageFor } from '../page/addresses.ts';
import { readText, type TextFile } from './read-text.ts';
import type { Section } from './reading.ts';

/** The sections of all READMEs that a page shows. */
export function readCourse(root: string): Section[] {
  return findReadmes(root).flatMap((file) => {
    const page = pageFor(file);
    if (page === undefined) return [];
    return sectionsOf({ file, page }, readFileSync(join(root, file), 'utf8'));
  });
}

// Whoever writes changes one text at a time.
const kept = new Map<string, { readonly text: string; readonly sections: Section[] }>();

function sectionsOf(place: TextFile, text: string): Section[] {
  const before = kept.get(place.file);
  if (before?.text === text) return before.sections;
  const sections = readText(place, text);
  kept.set(place.file, { text, sections });
  return sections;
}
