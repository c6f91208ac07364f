/** The workspace of one program: its files, its machine, the buttons, and what comes of a run. */

import { element } from '../browser/element.ts';
import type { Compiler } from './compile/compiler.ts';
import type { TypeProblem } from './compile/type-checker.ts';
import { Editor, type Remark } from './editor.ts';
import type { NameHelp } from './editor-help.ts';
import { Files } from './files.ts';
import { withChoice } from './machine-data.ts';
import { MachineForm } from './machine-form.ts';
import {
  type Outcome,
  outcomeOf,
  outcomeOfStop,
  outcomeOfTypes,
  timeText,
} from './outcome.ts';
import type { CompiledFile } from './program/compiled-file.ts';
import { fileName, type LabProgram } from './program/lab-data.ts';
import type { Place } from './program/place.ts';
import { Result } from './result.ts';
import { type RunEnd, Running } from './run/running.ts';
import { readSettingsText, settingsText } from './settings-text.ts';
import { Tabs } from './tabs.ts';

const CHECK_AFTER_MS = 500;

export class Workspace {
  readonly root: HTMLElement;
  readonly #program: LabProgram;
  readonly #compiler: Compiler;
  readonly #runner: string;
  readonly #files: Files;
  readonly #editor: Editor;
  readonly #tabs: Tabs;
  readonly #machine: MachineForm;
  readonly #kept = element('span', { role: 'status' });
  readonly #closing = new AbortController();
  readonly #result = new Result((place) => this.#goTo(place));
  readonly #title: HTMLElement;
  readonly #run = element('button', { type: 'button', class: 'lab-run' }, 'Run');
  readonly #stop = element('button', { type: 'button' }, 'Stop');
  readonly #reset = element(
    'button',
    { type: 'button' },
    'Reset to the course’s version',
  );
  #open: string;
  #problems: readonly TypeProblem[] = [];
  #failure: { place: Place; message: string } | undefined;
  #running: Running | undefined;
  #checkLater: ReturnType<typeof setTimeout> | undefined;
  /** Which run it is: what an earlier one still has to say is not shown. */
  #runs = 0;

  constructor(
    program: LabProgram,
    originals: Readonly<Record<string, string>>,
    compiler: Compiler,
    runner: string,
  ) {
    this.#program = program;
    this.#compiler = compiler;
    this.#runner = runner;
    this.#files = new Files(program.files, originals);
    this.#open = program.file;
    this.#machine = new MachineForm(program, () => this.#writeAddress());
    this.#editor = new Editor({
      onChange: (text) => this.#changed(text),
      onRun: () => void this.run(),
      help: this.#help(),
    });
    this.#tabs = new Tabs(program.files, this.#editor.root, (path) => this.#show(path));
    this.#run.addEventListener('click', () => void this.run());
    this.#stop.addEventListener('click', () => this.#stopRun());
    this.#reset.addEventListener('click', () => this.#putBack());
    this.#stop.disabled = true;
    this.#title = element('h2', { tabindex: -1, class: 'lab-title' }, program.name);
    this.root = element(
      'section',
      { class: 'lab-workspace', 'aria-label': `The lab: ${program.name}` },
      element(
        'div',
        { class: 'lab-head' },
        this.#title,
        element(
          'p',
          {},
          `${program.summary} `,
          element('a', { href: program.chapter.address }, program.chapter.heading),
        ),
      ),
      element(
        'div',
        { class: 'lab-code' },
        this.#tabs.root,
        this.#editor.root,
        element(
          'p',
          { class: 'lab-hint' },
          'Tab indents; Escape, then Tab leaves the editor. Ctrl+Enter runs, Escape stops. Ctrl+Space completes a name. ',
          this.#kept,
          ' ',
          this.#reset,
        ),
      ),
      element('div', { class: 'lab-buttons' }, this.#run, this.#stop),
      this.#result.root,
      element('div', { class: 'lab-side' }, ...ideasOf(program), this.#machine.root),
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.#stopRun();
    });
    addEventListener('storage', () => this.#followOtherTab(), {
      signal: this.#closing.signal,
    });
  }

  /** Which program it is of. */
  get id(): string {
    return this.#program.id;
  }

  /** Sets the machine as a part of the address says. */
  set(settings: string): void {
    this.#machine.set(readSettingsText(settings));
  }

  /** Shows the program, once the workspace stands on the page. */
  start(): void {
    this.#show(this.#open);
    void this.#check();
    this.#title.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: 'start' });
  }

  /** Stops what runs, and frees what it holds. */
  close(): void {
    this.#runs += 1;
    clearTimeout(this.#checkLater);
    this.#running?.stop();
    this.#closing.abort();
    this.#editor.close();
  }

  /** Compiles the files, and runs them if nothing is wrong with them. */
  async run(): Promise<void> {
    if (this.#running !== undefined || this.#run.disabled) return;
    this.#runs += 1;
    const run = this.#runs;
    this.#showRunning(true);
    this.#failure = undefined;
    this.#result.begin();
    this.#result.progress('Compiling …');
    try {
      const texts = this.#files.texts();
      const { problems, compiled } = await this.#compiler.answer({
        kind: 'compile',
        files: texts,
      });
      if (run !== this.#runs) return;
      this.#problems = problems;
      this.#mark();
      if (problems.length > 0) this.#end(outcomeOfTypes(problems));
      else this.#begin(compiled, texts);
    } catch (error) {
      if (run !== this.#runs) return;
      const title = `It cannot be compiled: ${error instanceof Error ? error.message : error}.`;
      this.#end({ isGood: false, title, details: [], list: [] });
    }
  }

  /** What the compiler knows about names in the file that is shown. */
  #help(): NameHelp {
    const question = (offset: number) => ({
      files: this.#files.texts(),
      at: { path: this.#open, offset },
    });
    return {
      names: (offset) => this.#compiler.answer({ kind: 'names', ...question(offset) }),
      nameAt: (offset) => this.#compiler.answer({ kind: 'nameAt', ...question(offset) }),
      nameText: (offset, name) => {
        const { files, at } = question(offset);
        return this.#compiler.answer({ kind: 'nameText', files, at: { ...at, name } });
      },
    };
  }

  #begin(files: readonly CompiledFile[], texts: Readonly<Record<string, string>>): void {
    const { file, simulation } = this.#program;
    const settings = this.#machine.settings();
    const job = {
      entry: file,
      files,
      options: settings.options ?? this.#program.options,
      simulation: withChoice(simulation, settings),
    };
    this.#result.progress('Running …');
    this.#running = new Running(this.#runner, job, {
      onOutput: (text, atMs) => this.#result.output(text, atMs),
      onProgress: (nowMs, calls) =>
        this.#result.progress(
          `Running: ${timeText(nowMs)} of virtual time, ${calls.toLocaleString('en')} system calls.`,
        ),
      onEnd: (end, record) => {
        this.#end(outcomeOfEnd(end, settings.faults));
        this.#result.calls(record, texts);
      },
    });
  }

  /** The reader wants no more of it, be it a run or what is compiled for one. */
  #stopRun(): void {
    if (this.#running !== undefined) this.#running.stop();
    else if (this.#run.disabled) {
      this.#runs += 1;
      this.#end(outcomeOfStop('reader', 0));
    }
  }

  /** A button that is of no use loses the focus: the other one takes it, and the keys work on. */
  #showRunning(isRunning: boolean): void {
    const [useless, useful] = isRunning
      ? [this.#run, this.#stop]
      : [this.#stop, this.#run];
    const isFocused = document.activeElement === useless;
    useful.disabled = false;
    useless.disabled = true;
    if (isFocused) useful.focus({ preventScroll: true });
  }

  #end(outcome: Outcome): void {
    const { place, title } = outcome;
    this.#running = undefined;
    this.#showRunning(false);
    this.#result.outcome(outcome);
    if (place !== undefined && this.#problems.length === 0) {
      this.#failure = { place, message: title };
      this.#mark();
    }
    if (place === undefined) return;
    if (place.file !== this.#open) this.#show(place.file);
    this.#editor.reveal(place.line);
  }

  #show(path: string): void {
    this.#open = path;
    this.#editor.show(path, fileName(path), this.#files.text(path));
    this.#update();
    this.#mark();
  }

  #goTo({ file, line }: Place): void {
    if (file !== this.#open) this.#show(file);
    this.#editor.goTo(line);
  }

  #changed(text: string): void {
    this.#files.change(this.#open, text);
    this.#failure = undefined;
    this.#update();
    clearTimeout(this.#checkLater);
    this.#checkLater = setTimeout(() => void this.#check(), CHECK_AFTER_MS);
  }

  async #check(): Promise<void> {
    const texts = this.#files.texts();
    try {
      const problems = await this.#compiler.answer({ kind: 'check', files: texts });
      const isOld = Object.entries(texts).some(
        ([path, text]) => this.#files.text(path) !== text,
      );
      if (isOld || this.#failure !== undefined) return;
      this.#problems = problems;
      this.#mark();
    } catch {
      // Without a compiler nothing is marked; what is wrong with it is told where it loads.
    }
  }

  #mark(): void {
    const found: Remark[] = this.#problems
      .filter(({ file }) => file === this.#open)
      .slice();
    if (this.#failure?.place.file === this.#open) {
      const { place, message } = this.#failure;
      found.push({ ...place, message });
    }
    this.#editor.mark(found);
  }

  #update(): void {
    const isChanged = (path: string) => this.#files.isChanged(path);
    this.#tabs.show(this.#open, isChanged, this.#editor.root);
    this.#reset.hidden = !isChanged(this.#open);
    this.#kept.textContent = this.#files.isKept
      ? 'Your edits are kept on this device.'
      : 'This browser does not keep your edits: they are gone when you leave the page.';
  }

  /** The address tells the settings, so that it can be given to somebody, or kept. */
  #writeAddress(): void {
    const text = settingsText(this.#machine.settings());
    history.replaceState(null, '', `#${this.id}${text === '' ? '' : `?${text}`}`);
  }

  /** What was written in another tab is seen in this one. */
  #followOtherTab(): void {
    const before = this.#files.text(this.#open);
    this.#files.recall();
    if (this.#files.text(this.#open) === before) this.#update();
    else this.#show(this.#open);
    void this.#check();
  }

  #putBack(): void {
    const name = fileName(this.#open);
    if (!confirm(`Throw your version of ${name} away, and take the course’s?`)) return;
    this.#files.reset(this.#open);
    this.#failure = undefined;
    this.#show(this.#open);
    void this.#check();
  }
}

function ideasOf({ id, ideas }: LabProgram): HTMLElement[] {
  if (ideas.length === 0) return [];
  const links = ideas.map(({ question, settings }) =>
    element('li', {}, element('a', { href: `#${id}?${settings}` }, question)),
  );
  return [
    element(
      'section',
      { class: 'lab-ideas' },
      element('h3', {}, 'What to try'),
      element('ul', { role: 'list' }, ...links),
      element('p', {}, 'Each sets the machine for it. Then: Run.'),
    ),
  ];
}

function outcomeOfEnd(end: RunEnd, faults: readonly string[]): Outcome {
  const isOwn = end.kind === 'done' || end.kind === 'failed';
  return isOwn ? outcomeOf(end, faults) : outcomeOfStop(end.kind, end.nowMs);
}
