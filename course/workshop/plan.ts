/**
 * The schedule of a workshop through the core: what happens when, and what is left for home.
 */
import { isAppendix } from '../appendix.ts';
import type { Chapter, Exercise } from '../catalogue.ts';

/** Something that takes a part of the room's time. */
export type Item =
  | { readonly kind: 'arrival' | 'break' | 'end'; readonly minutes: number }
  | { readonly kind: 'lesson'; readonly minutes: number; readonly chapter: Chapter }
  | { readonly kind: 'exercise'; readonly minutes: number; readonly exercise: Exercise };

/** A workshop. */
export interface Plan {
  readonly items: readonly Item[];
  /** How long it takes. */
  readonly minutes: number;
  /** How much longer the whole core would take than there is time. */
  readonly coreOver: number;
  /** How much longer the plan itself takes than there is time: 0 if it fits. */
  readonly over: number;
  /** The core exercises for which there is no time. */
  readonly atHome: readonly Exercise[];
  /** The chapters that have no place in a workshop, to be read. */
  readonly skipped: readonly Chapter[];
}

const arrivalMinutes = 10;
const endMinutes = 5;
const breakMinutes = 10;
/** Nobody sits for longer without one, unless one exercise takes longer. */
const mostWithoutBreak = 75;

/** Plans the core of the chapters that have a lesson, in so many minutes. */
export function planWorkshop(all: readonly Chapter[], minutes: number): Plan {
  const taught = all.filter(({ workshop }) => workshop !== undefined);
  const inRoom = new Map(taught.map((chapter) => [chapter, coreOf(chapter)]));
  const whole = lengthOf(itemsOf(inRoom));
  const atHome: Exercise[] = [];
  while (lengthOf(itemsOf(inRoom)) > minutes) {
    const chapter = mostToLeaveOut(inRoom);
    const left = chapter && inRoom.get(chapter)?.pop();
    if (left === undefined) break;
    atHome.push(left);
  }
  const items = itemsOf(inRoom);
  return {
    items,
    minutes: lengthOf(items),
    coreOver: Math.max(0, whole - minutes),
    over: Math.max(0, lengthOf(items) - minutes),
    atHome: atHome.sort((one, other) => (one.id < other.id ? -1 : 1)),
    skipped: all.filter(({ number, workshop }) => !isAppendix(number) && !workshop),
  };
}

/** What every exercise of the core takes, and the rest with it. */
function coreOf({ exercises }: Chapter): Exercise[] {
  return exercises.filter(({ tags }) => tags.includes('core'));
}

/**
 * The chapter that can best do without its last exercise: the one with the longest, of those that
 * keep another. A chapter in which nothing is done teaches nothing.
 */
function mostToLeaveOut(inRoom: ReadonlyMap<Chapter, Exercise[]>): Chapter | undefined {
  const lastMinutes = (exercises: readonly Exercise[]) => exercises.at(-1)?.minutes ?? 0;
  return [...inRoom]
    .filter(([, exercises]) => exercises.length > 1)
    .sort(([, one], [, other]) => lastMinutes(other) - lastMinutes(one))[0]?.[0];
}

function itemsOf(inRoom: ReadonlyMap<Chapter, readonly Exercise[]>): Item[] {
  const work = [...inRoom].flatMap(([chapter, exercises]): Item[] => [
    { kind: 'lesson', minutes: chapter.workshop?.minutes ?? 0, chapter },
    ...exercises.map(
      (exercise): Item => ({ kind: 'exercise', minutes: exercise.minutes, exercise }),
    ),
  ]);
  const items: Item[] = [{ kind: 'arrival', minutes: arrivalMinutes }];
  let sitting = arrivalMinutes;
  for (const item of work) {
    if (sitting + item.minutes > mostWithoutBreak) {
      items.push({ kind: 'break', minutes: breakMinutes });
      sitting = 0;
    }
    items.push(item);
    sitting += item.minutes;
  }
  return [...items, { kind: 'end', minutes: endMinutes }];
}

function lengthOf(items: readonly Item[]): number {
  return items.reduce((sum, { minutes }) => sum + minutes, 0);
}
