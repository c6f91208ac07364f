/**
 * What each key does. The names are those of node:readline's keypress events.
 */

/** What a key asks for. */
export type Action =
  | 'hint'
  | 'run'
  | 'next'
  | 'previous'
  | 'list'
  | 'solution'
  | 'difference'
  | 'chapter'
  | 'task'
  | 'reset'
  | 'keys'
  | 'quit'
  | 'interrupt'
  | 'suspend'
  | 'redraw'
  | 'back'
  | 'enter'
  | Move;

const moves = ['up', 'down', 'page up', 'page down', 'top', 'bottom'] as const;

/** Ways through a page that is longer than the screen. */
export type Move = (typeof moves)[number];

/** Whether an action is one of those. */
export function isMove(action: Action): action is Move {
  return (moves as readonly Action[]).includes(action);
}

/** A key as node:readline tells it. */
export interface Keypress {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
}

interface Key {
  readonly key: string;
  readonly action: Action;
  /** For the line at the bottom of the screen. */
  readonly label: string;
  /** For the page of all keys. */
  readonly help: string;
}

/** The keys with a letter, in the order in which they are shown. */
export const keys: readonly Key[] = [
  { key: 'h', action: 'hint', label: 'hint', help: 'a hint, and one more each time' },
  { key: 'r', action: 'run', label: 'check', help: 'check once more, without a save' },
  { key: 'n', action: 'next', label: 'next', help: 'the next exercise' },
  { key: 'p', action: 'previous', label: 'previous', help: 'the exercise before' },
  {
    key: 'l',
    action: 'list',
    label: 'list',
    help: 'all exercises, and which you have passed',
  },
  { key: 't', action: 'task', label: 'task', help: 'what this exercise asks for' },
  {
    key: 'o',
    action: 'chapter',
    label: 'open chapter',
    help: 'open the chapter of this exercise',
  },
  {
    key: 's',
    action: 'solution',
    label: 'solution',
    help: 'the reference; asks first if you have not passed',
  },
  {
    key: 'd',
    action: 'difference',
    label: 'diff',
    help: 'what turns your answer into the reference; asks likewise',
  },
  {
    key: 'x',
    action: 'reset',
    label: 'reset',
    help: 'begin anew; asks first, and keeps your answer beside the starter',
  },
  { key: '?', action: 'keys', label: 'keys', help: 'this page' },
  { key: 'q', action: 'quit', label: 'quit', help: 'quit; so does Ctrl-C' },
];

/** Those that stand in the line at the bottom where it is too short for all. */
export const chiefKeys: readonly Action[] = [
  'hint',
  'next',
  'list',
  'task',
  'chapter',
  'keys',
  'quit',
];

const byName: Readonly<Record<string, Action>> = {
  up: 'up',
  down: 'down',
  pageup: 'page up',
  pagedown: 'page down',
  space: 'page down',
  home: 'top',
  end: 'bottom',
  escape: 'back',
  return: 'enter',
  enter: 'enter',
};

const withControl: Readonly<Record<string, Action>> = {
  c: 'interrupt',
  z: 'suspend',
  l: 'redraw',
};

/** What the key asks for; undefined if nothing. Capital letters do what small ones do. */
export function actionOf({ name, sequence, ctrl }: Keypress): Action | undefined {
  if (ctrl) return withControl[name ?? ''];
  const typed = sequence?.toLowerCase();
  return keys.find(({ key }) => key === typed)?.action ?? byName[name ?? ''];
}
