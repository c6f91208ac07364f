/** The workspace of one program: its files, its machine, the buttons, and what comes of a run. */

import { element } from '../element.ts';
import type { CompiledFile } from './compile/compiled-file.ts';
import type { Compiler } from './compile/compiler.ts';
import type { TypeProblem } from './compile/type-checker.ts';
import { Editor, type Remark } from './editor.ts';
import { Files } from './files.ts';
import { fileName, type LabProgram } from './lab-data.ts';
import { withChoice } from './machine-data.ts';
import { MachineForm } from './machine-form.ts';
import {
  type Outcome,
  outcomeOf,
  outcomeOfStop,
  outcomeOfTypes,
  timeText,
} from './outcome.ts';
import type { Place } from './place.ts';
import { Result } from './result.ts';
import { type RunEnd, Running } from './run/running.ts';
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
    this.#machine = new MachineForm(program);
    this.#editor = new Editor({
      onChange: (text) => this.#changed(text),
      onRun: () => void this.run(),
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
        element('p', {}, program.summary),
      ),
      element(
        'div',
        { class: 'lab-code' },
        this.#tabs.root,
        this.#editor.root,
        element(
          'p',
          { class: 'lab-hint' },
          'Tab indents; Escape, then Tab leaves the editor. Ctrl+Enter runs, Escape stops. Your edits are kept on this device. ',
          this.#reset,
        ),
      ),
      element('div', { class: 'lab-buttons' }, this.#run, this.#stop),
      this.#machine.root,
      this.#result.root,
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#stopRun();
    });
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
      const { problems, compiled } = await this.#compiler.run('compile', texts);
      if (run !== this.#runs) return;
      this.#problems = problems;
      this.#mark();
      if (problems.length > 0) this.#end(outcomeOfTypes(problems));
      else this.#begin(compiled, texts);
    } catch (error) {
      if (run !== this.#runs) return;
      const title = `It cannot be compiled: ${error instanceof Error ? error.message : error}.`;
      this.#end({ isGood: false, title, details: [], situation: [] });
    }
  }

  #begin(files: readonly CompiledFile[], texts: Readonly<Record<string, string>>): void {
    const { file, simulation } = this.#program;
    const job = {
      entry: file,
      files,
      options: this.#machine.options(),
      simulation: withChoice(simulation, this.#machine.choice()),
    };
    this.#result.progress('Running …');
    this.#running = new Running(this.#runner, job, {
      onOutput: (text, atMs) => this.#result.output(text, atMs),
      onProgress: (nowMs, calls) =>
        this.#result.progress(
          `Running: ${timeText(nowMs)} of virtual time, ${calls.toLocaleString('en')} system calls.`,
        ),
      onEnd: (end, record) => {
        this.#end(outcomeOfEnd(end));
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
    if (place !== undefined && place.file !== this.#open) this.#show(place.file);
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
      const { problems } = await this.#compiler.run('check', texts);
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

function outcomeOfEnd(end: RunEnd): Outcome {
  const isOwn = end.kind === 'done' || end.kind === 'failed';
  return isOwn ? outcomeOf(end) : outcomeOfStop(end.kind, end.nowMs);
}
