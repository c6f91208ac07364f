/**
 * Pairs of comments in a README's prose between which the build writes:
 * `<!-- value=name -->…<!-- /value -->`, `<!-- quiz id -->…<!-- /quiz -->`,
 * `<!-- timeline name … -->…<!-- /timeline -->` and `<!-- chart name … -->…<!-- /chart -->`.
 */
import type { Draft } from './draft.ts';

/** A pair of comments. */
export interface Tag {
  readonly kind: 'value' | 'quiz' | 'timeline' | 'chart';
  /** The value's name, the quiz question's id, or all that a picture's comment says. */
  readonly name: string;
  /** The line of the opening comment, counted from 1. */
  readonly line: number;
  /** Where the text between the comments starts and ends. */
  readonly start: number;
  readonly end: number;
}

const COMMENT = /<!--\s*(\/?)(value|quiz|timeline|chart)\b([\s\S]*?)-->/g;

/** Finds the pairs of comments outside code, and notes those that have no other half. */
export function findTags(draft: Draft): Tag[] {
  const tags: Tag[] = [];
  const open: { kind: Tag['kind']; name: string; place: number; start: number }[] = [];
  const unclosed = ({ kind, place }: { kind: string; place: number }) => {
    const line = draft.lineAt(place);
    draft.fault(line, `nothing closes this ${kind}; add \`<!-- /${kind} -->\`.`);
  };
  for (const match of draft.readme.prose.matchAll(COMMENT)) {
    const kind = match[2] as Tag['kind'];
    const name = (match[3] ?? '').trim().replace(/^=/, '');
    const start = match.index + match[0].length;
    if (!match[1]) {
      open.push({ kind, name, place: match.index, start });
      continue;
    }
    // A value may stand inside a quiz: what is open around the pair stays open.
    const at = open.findLastIndex((each) => each.kind === kind);
    const opening = at === -1 ? undefined : open[at];
    if (!opening) {
      const line = draft.lineAt(match.index);
      draft.fault(line, `this closes no ${kind}; remove it, or open one before it.`);
      continue;
    }
    for (const each of open.splice(at).slice(1)) unclosed(each);
    const line = draft.lineAt(opening.place);
    tags.push({ kind, name: opening.name, line, start: opening.start, end: match.index });
  }
  for (const each of open) unclosed(each);
  return tags.toSorted((one, other) => one.start - other.start);
}

/** Whether a pair of comments lies inside another. */
export function isInside(inner: Tag, outer: Tag): boolean {
  return inner.start > outer.start && inner.end < outer.end;
}
