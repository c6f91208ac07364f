/** The links from the library's pages back to the course: where a name is quoted, told of and used. */

import type { ShownParts } from '../listings/shown-parts.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, listed } from '../page/markup.ts';
import { type Section, sectionAddress } from '../reading/reading.ts';
import { keyOf, type SourcePlace, type Usage } from '../usage/usage.ts';
import type { ApiNames } from './api-names.ts';

/** A link to a place in the course. */
interface CourseLink {
  readonly path: string;
  readonly text: string;
}

/** Links that belong together: those of a chapter, say. */
export interface LinkGroup {
  readonly title: string;
  readonly links: readonly CourseLink[];
}

/** What the links are made from. */
export interface LinkSources {
  readonly shownParts: ShownParts;
  readonly usage: Usage;
  /** The sections that name an export or a member, by `Socket.recv`. */
  readonly mentions: ReadonlyMap<string, readonly Section[]>;
  /** The heading of a chapter or an exercise, by its path in the site. */
  readonly titles: ReadonlyMap<string, string>;
}

/** The sections in which the prose names each export or member. */
export function findMentions(
  names: ApiNames,
  sections: readonly Section[],
  { declared }: Usage,
): Map<string, Section[]> {
  const mentions = new Map<string, Section[]>();
  for (const section of sections) {
    const folder = section.file.replace(/\/README\.md$/, '');
    const found = section.spans.flatMap(
      ({ text }) => names.inProse(text, declared[folder])?.name ?? [],
    );
    const calls = section.manual.map((name) => `Kernel.${name}`);
    for (const name of new Set([...found, ...calls])) {
      const others = mentions.get(name);
      if (others === undefined) mentions.set(name, [section]);
      else others.push(section);
    }
  }
  return mentions;
}

/** The listing that quotes a declaration, if a text quotes it. */
export function quotedIn(
  { shownParts }: LinkSources,
  declared: SourcePlace,
): CourseLink | undefined {
  const [part] = shownParts.ofLine(declared.file, declared.line);
  if (part === undefined) return undefined;
  return { path: `${part.page}#${part.anchor}`, text: `${declared.file}` };
}

/** The sections that name it, by text. */
export function toldIn({ mentions, titles }: LinkSources, name: string): LinkGroup[] {
  const sections = mentions.get(name) ?? [];
  return grouped(
    sections,
    (section) => titles.get(section.page),
    (section) => ({
      path: sectionAddress(section),
      text: section.heading === '' ? 'at its beginning' : section.heading,
    }),
  );
}

/** The programs of chapters that use it, by chapter: each leads to the listing with the first use. */
export function programsWith(sources: LinkSources, declared: SourcePlace): LinkGroup[] {
  return programGroups(sources, usesOf(sources, declared));
}

/** The same, and the exercises whose starter or reference uses it. */
export function usersOf(sources: LinkSources, declared: SourcePlace): LinkGroup[] {
  return userGroups(sources, usesOf(sources, declared));
}

/** Programs by chapter, then exercises, for places in them. */
export function userGroups(
  sources: LinkSources,
  uses: readonly SourcePlace[],
): LinkGroup[] {
  const exercises = exerciseLinks(sources, uses);
  return [
    ...programGroups(sources, uses),
    ...(exercises.length > 0 ? [{ title: 'Exercises', links: exercises }] : []),
  ];
}

function usesOf({ usage }: LinkSources, declared: SourcePlace): readonly SourcePlace[] {
  return usage.uses[keyOf(declared)] ?? [];
}

function programGroups(
  { shownParts, titles }: LinkSources,
  uses: readonly SourcePlace[],
): LinkGroup[] {
  const inChapters = uses.filter(({ file }) => file.startsWith('chapters/'));
  const files = [...new Set(inChapters.map(({ file }) => file))];
  return grouped(
    files,
    (file) => titles.get(pageOf(file)),
    (file) => {
      const lines = inChapters.filter((use) => use.file === file).map(({ line }) => line);
      const parts = lines.flatMap((line) => shownParts.ofLine(file, line));
      const best = parts.find(({ page }) => page === pageOf(file)) ?? parts[0];
      const path = best === undefined ? pageOf(file) : `${best.page}#${best.anchor}`;
      return { path, text: file.replace(/^chapters\/[^/]+\//, '') };
    },
  );
}

/** Files of the library, by the texts that quote them. */
export function quotedGroups(
  { shownParts, titles }: LinkSources,
  uses: readonly SourcePlace[],
): LinkGroup[] {
  const files = [...new Set(uses.map(({ file }) => file))];
  const quoted = files.flatMap((file) => {
    const lines = uses.filter((use) => use.file === file).map(({ line }) => line);
    const [part] = lines.flatMap((line) => shownParts.ofLine(file, line));
    return part === undefined ? [] : [{ file, part }];
  });
  return grouped(
    quoted,
    ({ part }) => titles.get(part.page),
    ({ file, part }) => ({
      path: `${part.page}#${part.anchor}`,
      text: file.replace(/^.*\//, ''),
    }),
  );
}

function exerciseLinks(
  { titles }: LinkSources,
  uses: readonly SourcePlace[],
): CourseLink[] {
  const paths = uses.flatMap(({ file }) => {
    const [, id] = /^(?:exercises|solutions)\/([^/]+\/[^/]+)\//.exec(file) ?? [];
    return id === undefined ? [] : [`exercises/${id}/`];
  });
  return [...new Set(paths)].flatMap((path) => {
    const text = titles.get(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** How many links there are in groups. */
export function linkCount(groups: readonly LinkGroup[]): number {
  return groups.reduce((sum, { links }) => sum + links.length, 0);
}

/** Groups of links, a line each, folded under a summary; nothing if there are none. */
export function foldedHtml(
  page: string,
  summary: string,
  groups: readonly LinkGroup[],
): Html | false {
  return (
    groups.length > 0 &&
    html`<details class="used"><summary>${summary}</summary><ul class="places">${groups.map(
      ({ title, links }) =>
        html`<li><span class="places-of">${title}:</span> ${linksHtml(page, links)}</li>`,
    )}</ul></details>`
  );
}

/** Links with commas between them. */
export function linksHtml(page: string, links: readonly CourseLink[]): Html {
  return listed(
    links.map(({ path, text }) => html`<a href="${addressFrom(page, path)}">${text}</a>`),
  );
}

function pageOf(file: string): string {
  return `${file.split('/').slice(0, 2).join('/')}/`;
}

function grouped<Item>(
  items: readonly Item[],
  titleOf: (item: Item) => string | undefined,
  linkOf: (item: Item) => CourseLink,
): LinkGroup[] {
  const groups = new Map<string, CourseLink[]>();
  for (const item of items) {
    const title = titleOf(item);
    if (title === undefined) continue;
    const links = groups.get(title);
    if (links === undefined) groups.set(title, [linkOf(item)]);
    else links.push(linkOf(item));
  }
  return [...groups].map(([title, links]) => ({ title, links }));
}
