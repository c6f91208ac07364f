/**
 * `course watch`: what happens when a file is saved, a key pressed, a result comes.
 *
 * Everything that is seen is in one state; whatever happens changes it, and the screen is drawn
 * anew from it.
 */
import { constants } from 'node:os';
import { join } from 'node:path';
import { chapters, type Exercise } from '../catalogue.ts';
import {
  answerFile,
  ensureAnswer,
  hasSomethingToKeep,
  isStarter,
} from '../exercises/answer-file.ts';
import { beginAnew } from '../exercises/begin-anew.ts';
import { chosenExercise } from '../exercises/chosen-exercise.ts';
import { markPassed, passCounts } from '../exercises/mark-passed.ts';
import { hasPassed, readProgress, updateProgress } from '../progress.ts';
import { type SiteNews, SiteProcess, type SiteStart } from '../site-process.ts';
import { UsageError } from '../usage-error.ts';
import { AnswerWatcher, type Sight } from './answer-watcher.ts';
import { farewell } from './farewell.ts';
import { Judging } from './judging.ts';
import { type Action, actionOf, isMove, type Keypress, type Move } from './keys.ts';
import { moved } from './move.ts';
import { openFile, openPage } from './open-chapter.ts';
import * as pages from './pages.ts';
import { drawScreen } from './screen.ts';
import { exerciseAt, exercisesOf, type Run, type WatchState } from './state.ts';
import { Terminal, type TerminalListener } from './terminal.ts';
import { TypeChecker } from './type-checker.ts';

const INTERRUPTED = 128 + constants.signals.SIGINT;
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What to watch, and how. */
export interface WatchOptions {
  /** The exercise's name; without one, that where the reader goes on. */
  readonly name?: string | undefined;
  /** Whether to look at the file again and again instead of waiting for events. */
  readonly poll?: boolean | undefined;
  /** How to serve the site meanwhile; undefined for not at all. */
  readonly site?: Pick<SiteStart, 'port'> | undefined;
}

/**
 * Watches an exercise until the reader quits. Answers the exit code.
 * @throws {UsageError} for a name that no exercise has.
 */
export async function watchExercises(options: WatchOptions = {}): Promise<number> {
  const { name, poll = isPollWanted(), site } = options;
  const all = exercisesOf({ chapters: chapters() });
  const first = chosenExercise(name) ?? all.at(-1);
  if (first === undefined) throw new UsageError('There is no exercise here to watch.');
  return new Watch(first, poll).run(site);
}

function isPollWanted(): boolean {
  return !['', '0', undefined].includes(process.env.COURSE_POLL);
}

class Watch implements TerminalListener {
  readonly #poll: boolean;
  readonly #terminal = new Terminal(this);
  readonly #judging = new Judging((run) => this.#onRun(run));
  readonly #types = new TypeChecker((types) => this.#change({ types }));
  #watcher: AnswerWatcher | undefined;
  #site: SiteProcess | undefined;
  #state: WatchState;
  #pageRows = 1;
  /** The chapter's page of which the reader was told where it is, because nothing here can open it. */
  #pageNamed: string | undefined;
  /** What is done if the question on the screen is answered with y. */
  #onYes: (() => void) | undefined;
  #end: (exitCode: number) => void = () => {};

  constructor(exercise: Exercise, poll: boolean) {
    this.#poll = poll;
    this.#state = beginning(exercise);
  }

  async run(site: WatchOptions['site']): Promise<number> {
    const ended = new Promise<number>((resolve) => {
      this.#end = resolve;
    });
    for (const signal of endingSignals) process.on(signal, this.#onSignal);
    process.on('SIGCONT', this.#onContinue);
    try {
      this.#terminal.enter();
      this.#open(this.#state.exercise);
      if (site !== undefined) {
        const start = { ...site, isHeard: false };
        this.#site = new SiteProcess(start, (news) => this.#onSite(news));
      }
      return await ended;
    } finally {
      this.#terminal.leave();
      this.#site?.close();
      this.#judging.close();
      this.#types.close();
      await this.#watcher?.close();
      process.off('SIGCONT', this.#onContinue);
      for (const signal of endingSignals) process.off(signal, this.#onSignal);
      const lines = farewell(this.#state, this.#terminal.size.columns);
      process.stdout.write(`${lines.join('\n')}\n`);
    }
  }

  /** Shows an exercise, and watches its answer from now on. */
  #open(exercise: Exercise): void {
    this.#judging.stop();
    this.#types.forget();
    void this.#watcher?.close();
    this.#state = { ...beginning(exercise), site: this.#state.site };
    const watcher: AnswerWatcher = new AnswerWatcher(
      answerFile(exercise),
      (sight) => {
        if (watcher === this.#watcher) this.#onSight(sight);
      },
      { poll: this.#poll },
    );
    this.#watcher = watcher;
    this.#attempt(() => ensureAnswer(exercise));
    updateProgress((progress) => {
      progress.open = exercise.key;
    });
    void watcher.start();
    this.#change({});
  }

  /** The answer has been saved, or is seen for the first time. */
  #onSight(sight: Sight): void {
    this.#types.forget();
    if (sight.kind === 'trouble') {
      this.#judging.stop();
      const run: Run = { kind: 'trouble', message: sight.message };
      this.#change({ run, isStarter: false, ...newResult });
      return;
    }
    const starter = isStarter(this.#state.exercise, sight.text);
    const { run, exercise, notice } = this.#state;
    // What was said of an earlier save is old now; not so what opened the exercise.
    const said = run.kind === 'running' ? notice : undefined;
    this.#change({ isStarter: starter, notice: said, ...newResult });
    this.#judging.start(exercise, starter, run.kind === 'running' ? run.before : run);
    this.#types.check(answerFile(exercise));
  }

  #onRun(run: Run): void {
    if (run.kind === 'finished' && run.report.passed) {
      if (passCounts(run.report)) markPassed(this.#state.exercise);
      this.#change({ run, progress: readProgress() });
    } else {
      this.#change({ run });
    }
  }

  #onSite(news: SiteNews): void {
    const { address } = this.#state.site ?? {};
    const known = address === undefined ? {} : { address };
    if (news.kind === 'address') this.#change({ site: { address: news.address } });
    else if (news.kind === 'built') this.#change({ site: known });
    else this.#change({ site: { ...known, fault: news.text } });
  }

  onKey(key: Keypress): void {
    const action = actionOf(key);
    const onYes = this.#onYes;
    this.#onYes = undefined;
    this.#state = { ...this.#state, notice: undefined, question: undefined };
    if (onYes !== undefined && action !== 'interrupt') {
      if (key.sequence?.toLowerCase() === 'y') this.#attempt(onYes);
      else this.#change({ notice: 'Then not.' });
    } else if (action !== undefined) {
      this.#attempt(() => this.#do(action));
    } else {
      this.#change({ notice: 'That key does nothing. ? shows those that do.' });
    }
  }

  onResize(): void {
    this.#terminal.refresh();
    this.#change({});
  }

  onStrayLine(line: string): void {
    this.#change({ notice: line.replaceAll(/\s+/g, ' ') });
  }

  onEnd(): void {
    this.#end(128 + constants.signals.SIGHUP);
  }

  /** What the keys do that are no moves. */
  readonly #actions: Readonly<Record<Exclude<Action, Move>, () => void>> = {
    hint: () => {
      const { exercise, page } = this.#state;
      const more = page.kind === 'text' && page.isHints === true;
      this.#show(pages.hintPage(exercise, more));
    },
    run: () => {
      this.#show({ kind: 'result' });
      this.#watcher?.tellAgain();
    },
    next: () => this.#go(1, 'This is the last exercise. l lists all.'),
    previous: () => this.#go(-1, 'This is the first exercise. l lists all.'),
    list: () => this.#show({ kind: 'list', selected: this.#state.exercise.id }),
    task: () => this.#show(pages.taskPage(this.#state.exercise)),
    keys: () => this.#show(pages.keysPage(this.#state.exercise)),
    solution: () => this.#ifEarned(() => pages.solutionPage(this.#state.exercise)),
    difference: () => this.#ifEarned(() => pages.differencePage(this.#state.exercise)),
    reset: () => this.#reset(),
    chapter: () => void this.#openChapter(),
    back: () => this.#show({ kind: 'result' }),
    enter: () => this.#enter(),
    redraw: () => this.onResize(),
    suspend: () => void this.#suspend(),
    quit: () => this.#end(0),
    interrupt: () => this.#end(INTERRUPTED),
  };

  #do(action: Action): void {
    if (isMove(action)) this.#change(moved(this.#state, action, this.#pageRows));
    else this.#actions[action]();
  }

  #show(page: WatchState['page']): void {
    this.#change({ page, scroll: 0, progress: readProgress() });
  }

  #go(offset: number, otherwise: string): void {
    const exercise = exerciseAt(this.#state, offset);
    if (exercise === undefined) this.#change({ notice: otherwise });
    else this.#open(exercise);
  }

  #enter(): void {
    const { page } = this.#state;
    const wanted = page.kind === 'list' ? page.selected : undefined;
    const exercise = exercisesOf(this.#state).find(({ id }) => id === wanted);
    if (exercise === undefined) this.#show({ kind: 'result' });
    else this.#open(exercise);
  }

  /** Shows a page that gives the answer away: at once to who has one, else if they insist. */
  #ifEarned(page: () => WatchState['page']): void {
    const { exercise, progress } = this.#state;
    const show = () => this.#show(page());
    if (hasPassed(progress, exercise)) show();
    else this.#ask('You have not passed yet. Show it all the same?', show);
  }

  #reset(): void {
    const { exercise } = this.#state;
    const reset = () => {
      const notice = beginAnew(exercise);
      this.#open(exercise);
      this.#change({ notice });
    };
    if (!hasSomethingToKeep(exercise)) reset();
    else this.#ask('Begin anew? What you have written is kept beside it.', reset);
  }

  #ask(question: string, onYes: () => void): void {
    this.#onYes = onYes;
    this.#change({ question: `${question} y: yes, any other key: no` });
  }

  async #openChapter(): Promise<void> {
    const { exercise, chapters, site } = this.#state;
    const chapter = chapters.find(({ id }) => id === exercise.chapter);
    if (chapter === undefined) return;
    const page = site?.address && `${site.address}chapters/${chapter.id}/`;
    if (page && this.#pageNamed !== page) {
      const seen = await openPage(page);
      // Without a browser here, the reader may have one elsewhere.
      if (seen === undefined) this.#pageNamed = page;
      const notice =
        seen ?? `The chapter is at ${page}\no once more shows its text here.`;
      return this.#change({ notice });
    }
    const notice = await openFile(join(chapter.folder, 'README.md'), this.#terminal);
    this.#change({ notice });
  }

  async #suspend(): Promise<void> {
    await this.#terminal.suspend();
    this.#change({});
  }

  readonly #onContinue = (): void => {
    if (!this.#terminal.isLent) this.onResize();
  };

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    // Ctrl-C in a pager is the pager's.
    if (signal === 'SIGINT' && this.#terminal.isLent) return;
    this.#end(128 + constants.signals[signal]);
  };

  /** Does it, or says in a line why that cannot be done. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof UsageError) && !isSystemError(error)) throw error;
      this.#change({ notice: error.message });
    }
  }

  #change(change: Partial<WatchState>): void {
    this.#state = { ...this.#state, ...change };
    const screen = drawScreen(this.#state, this.#terminal.size);
    this.#state = { ...this.#state, scroll: screen.scroll };
    this.#pageRows = screen.pageRows;
    this.#terminal.draw(screen.lines);
  }
}

/** A new answer is to be seen from its beginning, whatever was on the screen. */
const newResult = {
  types: { kind: 'unknown' },
  page: { kind: 'result' },
  scroll: 0,
} as const;

/** What is known of an exercise before its answer has been looked at. */
function beginning(exercise: Exercise): WatchState {
  return {
    chapters: chapters(),
    progress: readProgress(),
    exercise,
    isStarter: false,
    run: { kind: 'running', results: [] },
    types: { kind: 'unknown' },
    page: { kind: 'result' },
    scroll: 0,
  };
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
