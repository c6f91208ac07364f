/** The workspace of one program: its files, its machine, the buttons, and what comes of a run. */

import { element } from '../browser/element.ts';
import type { Compiler } from './compile/compiler.ts';
import type { TypeProblem } from './compile/type-checker.ts';
import { Editor, type Remark } from './editor.ts';
import { Files } from './files.ts';
import { IdeaList } from './idea-list.ts';
import { MachineForm } from './machine-form.ts';
import { nameQuestions } from './name-questions.ts';
import type { Outcome } from './outcome.ts';
import { fileName, type LabProgram } from './program/lab-data.ts';
import type { Place } from './program/place.ts';
import { ProgramAddress } from './program-address.ts';
import { Result } from './result.ts';
import { RunControl } from './run-control.ts';
import { editCodeIn, readSettingsText, settingsText } from './settings-text.ts';
import { LinkButton } from './share/link-button.ts';
import type { Visit } from './share/visit.ts';
import { VisitNote } from './share/visit-note.ts';
import { Tabs } from './tabs.ts';

const CHECK_AFTER_MS = 500;

export class Workspace {
  readonly root: HTMLElement;
  readonly #program: LabProgram;
  readonly #compiler: Compiler;
  readonly #files: Files;
  readonly #editor: Editor;
  readonly #tabs: Tabs;
  readonly #ideas: IdeaList;
  readonly #machine: MachineForm;
  readonly #run: RunControl;
  readonly #kept = element('span', { role: 'status' });
  readonly #address: ProgramAddress;
  readonly #closing = new AbortController();
  readonly #result = new Result((place) => this.#goTo(place));
  readonly #note = new VisitNote(() => this.#adopt());
  readonly #link = new LinkButton({
    hash: () => this.#address.forOthers(),
    what: () => this.#address.forOthersText(),
  });
  readonly #title: HTMLElement;
  readonly #reset = element(
    'button',
    { type: 'button' },
    'Reset to the course’s version',
  );
  #open: string;
  #problems: readonly TypeProblem[] = [];
  #failure: { place: Place; message: string } | undefined;
  #edits: string | undefined;
  #checkLater: ReturnType<typeof setTimeout> | undefined;

  /** `runner` is the address of the script that runs programs. */
  constructor(
    program: LabProgram,
    originals: Readonly<Record<string, string>>,
    compiler: Compiler,
    runner: string,
  ) {
    this.#program = program;
    this.#compiler = compiler;
    this.#files = new Files(program.files, originals);
    this.#open = program.file;
    this.#ideas = new IdeaList(program);
    this.#machine = new MachineForm(program, () => {
      this.#link.forget();
      this.#address.write();
    });
    this.#address = new ProgramAddress(
      program,
      this.#files,
      () => settingsText(this.#machine.settings()),
      () => this.#leadOn(),
    );
    this.#run = new RunControl(program, compiler, runner, this.#result, {
      texts: () => this.#files.texts(),
      settings: () => this.#machine.settings(),
      onTypes: (problems) => {
        this.#failure = undefined;
        this.#problems = problems;
        this.#mark();
      },
      onIdle: (idle) => this.#machine.tellIdle(idle),
      onEnd: (outcome) => this.#ended(outcome),
    });
    this.#editor = new Editor({
      onChange: (text) => this.#changed(text),
      onRun: () => void this.#run.start(),
      help: nameQuestions(compiler, () => ({
        files: this.#files.texts(),
        path: this.#open,
      })),
    });
    this.#tabs = new Tabs(program.files, this.#editor.root, (path) => this.#show(path));
    this.#reset.addEventListener('click', () => this.#putBack());
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
        this.#note.root,
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
      element(
        'div',
        { class: 'lab-buttons' },
        this.#run.run,
        this.#run.stop,
        this.#link.button,
        this.#link.told,
      ),
      this.#result.root,
      element('div', { class: 'lab-side' }, this.#ideas.root, this.#machine.root),
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.#run.end();
    });
    addEventListener('storage', () => this.#followOtherTab(), {
      signal: this.#closing.signal,
    });
  }

  /** Which program it is of. */
  get id(): string {
    return this.#program.id;
  }

  /** Shows what the settings of an address say, and somebody else's version if they bring one. */
  set(settings: string, visit: Visit | undefined): void {
    this.#machine.set(readSettingsText(settings));
    this.#link.forget();
    const code = editCodeIn(settings);
    if (code !== undefined && code === this.#address.visited) {
      this.#leadOn();
      return;
    }
    this.#showVersion(visit);
    const isOwn = visit !== undefined && 'texts' in visit && !this.#files.isVisiting;
    // Of what the reader has anyway, the address says nothing: they may write on.
    if (isOwn) this.#address.leave();
    else this.#address.read(this.#files.isVisiting ? code : undefined);
  }

  /** Shows the program, once the workspace stands on the page. */
  start(): void {
    this.#show(this.#open);
    void this.check();
    this.#title.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: 'start' });
  }

  /** Stops what runs, and frees what it holds. */
  close(): void {
    clearTimeout(this.#checkLater);
    this.#run.end();
    this.#address.close();
    this.#closing.abort();
    this.#editor.close();
  }

  /** Shows somebody else's version, or the reader's own. */
  #showVersion(visit: Visit | undefined): void {
    const before = this.#files.texts();
    const wasVisiting = this.#files.isVisiting;
    this.#files.visit(visit && 'texts' in visit ? visit.texts : undefined);
    const { isVisiting, hasOwn } = this.#files;
    if (visit && 'problem' in visit) this.#note.tell(visit.problem, hasOwn);
    else if (visit && isVisiting) this.#note.show(Object.keys(visit.texts), hasOwn);
    else this.#note.clear();
    // The way back was in the note, which is gone with it.
    if (wasVisiting && !isVisiting) this.#title.focus({ preventScroll: true });
    if (this.#files.areStill(before)) return;
    this.#run.end();
    this.#result.begin();
    this.#failure = undefined;
    this.#problems = [];
    const [changed = this.#open] = isVisiting
      ? Object.keys(this.#files.changedTexts())
      : [];
    this.#show(changed);
    void this.check();
  }

  /** A run is over: where it went wrong is marked and seen. */
  #ended({ place, title }: Outcome): void {
    if (place === undefined) return;
    if (this.#problems.length === 0) {
      this.#failure = { place, message: title };
      this.#mark();
    }
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
    this.#link.forget();
    this.#update();
    clearTimeout(this.#checkLater);
    this.#checkLater = setTimeout(() => {
      void this.check();
      if (this.#files.isVisiting) void this.#address.keepVisited();
    }, CHECK_AFTER_MS);
  }

  /** Marks what is wrong with the types, as soon as there is a compiler. */
  async check(): Promise<void> {
    const texts = this.#files.texts();
    try {
      const problems = await this.#compiler.answer({ kind: 'check', files: texts });
      if (!this.#files.areStill(texts) || this.#failure !== undefined) return;
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
    this.#reset.hidden = !isChanged(this.#open) || this.#files.isVisiting;
    this.#tellKept();
    const edits = JSON.stringify(this.#files.changedTexts());
    // What a run has told is true until the texts are others.
    if (edits !== this.#edits) {
      this.#machine.tellIdle(edits === '{}' ? this.#program.idle : {});
    }
    this.#edits = edits;
  }

  #tellKept(): void {
    const text = this.#keptText();
    // What is written again is read out again.
    if (this.#kept.textContent !== text) this.#kept.textContent = text;
  }

  #keptText(): string {
    if (this.#files.isVisiting) {
      return this.#address.isWhole
        ? 'What you change is kept in the page’s address alone.'
        : 'What you have changed is too long for the page’s address: it is gone when you leave the page, unless you keep it as your own.';
    }
    return this.#files.isKept
      ? 'Your edits are kept on this device.'
      : 'This browser does not keep your edits: they are gone when you leave the page.';
  }

  /** Links within the program lead to the version that is shown, but for the one that leads away from it. */
  #leadOn(): void {
    this.#ideas.lead((settings) => this.#address.here(settings));
    this.#note.lead(this.#address.home());
    this.#tellKept();
  }

  /** What was written in another tab is seen in this one. */
  #followOtherTab(): void {
    const before = this.#files.text(this.#open);
    this.#files.recall();
    if (this.#files.text(this.#open) === before) this.#update();
    else this.#show(this.#open);
    void this.check();
  }

  /** Somebody else's version becomes the reader's own. */
  #adopt(): void {
    const question = `Throw your own version of ${this.#program.name} away, and keep this one instead?`;
    if (this.#files.hasOwn && !confirm(question)) return;
    this.#files.adopt();
    this.#note.clear();
    this.#title.focus({ preventScroll: true });
    this.#address.leave();
    this.#update();
  }

  #putBack(): void {
    const name = fileName(this.#open);
    if (!confirm(`Throw your version of ${name} away, and take the course’s?`)) return;
    this.#files.reset(this.#open);
    this.#failure = undefined;
    this.#show(this.#open);
    void this.check();
  }
}
