/**
 * The editor: CodeMirror, in a shadow root of its own, because only there does it bring its styles
 * in a way that a strict Content-Security-Policy lets pass.
 */
import { acceptCompletion } from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { basicSetup, EditorView } from 'codemirror';
import { help, type NameHelp } from './editor-help.ts';
import { colours, theme } from './editor-theme.ts';

/** Something to mark in the text. Lines and columns are from 1. */
export interface Remark {
  readonly line: number;
  readonly column: number;
  /** How many characters it is about; to the end of the line if not given. */
  readonly length?: number;
  readonly message: string;
}

/** What the editor tells. */
interface EditorEvents {
  /** The reader has changed the text. */
  readonly onChange: (text: string) => void;
  /** The reader wants the program to run. */
  readonly onRun: () => void;
  /** Who knows about names. */
  readonly help: NameHelp;
}

export class Editor {
  readonly root = document.createElement('div');
  readonly #view: EditorView;
  readonly #events: EditorEvents;
  readonly #states = new Map<string, EditorState>();
  #path = '';

  constructor(events: EditorEvents) {
    this.#events = events;
    this.root.className = 'lab-editor';
    const shadow = this.root.attachShadow({ mode: 'open' });
    this.#view = new EditorView({ root: shadow, parent: shadow });
  }

  /** Shows a file. What was marked in it, and what can be undone, is as it was when last shown. */
  show(path: string, name: string, text: string): void {
    this.#states.set(this.#path, this.#view.state);
    this.#path = path;
    const before = this.#states.get(path);
    const isSame = before?.doc.toString() === text;
    this.#view.setState(
      before !== undefined && isSame ? before : this.#state(name, text),
    );
  }

  /** Marks places in the file that is shown, and takes all earlier marks away. */
  mark(remarks: readonly Remark[]): void {
    const { doc } = this.#view.state;
    const diagnostics = remarks.flatMap(
      ({ line, column, length, message }): Diagnostic[] => {
        if (line > doc.lines) return [];
        const at = doc.line(line);
        const from = Math.min(at.from + column - 1, at.to);
        const to = length === undefined ? at.to : Math.min(from + length, at.to);
        return [{ from, to: Math.max(from, to), severity: 'error', message }];
      },
    );
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** Lets a line be seen, wherever the reader is. */
  reveal(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(line, doc.lines));
    this.#view.dispatch({
      effects: EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 40 }),
    });
  }

  /** Takes the reader to a line. */
  goTo(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.#view.focus();
  }

  /** Frees what it holds. */
  close(): void {
    this.#view.destroy();
  }

  #state(name: string, text: string): EditorState {
    const run = {
      key: 'Mod-Enter',
      run: () => {
        this.#events.onRun();
        return true;
      },
    };
    return EditorState.create({
      doc: text,
      extensions: [
        keymap.of([run, { key: 'Tab', run: acceptCompletion }, indentWithTab]),
        help(this.#events.help),
        basicSetup,
        javascript({ typescript: true }),
        lintGutter(),
        theme,
        colours,
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': `${name}. Escape, then Tab leaves the editor.`,
        }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) this.#events.onChange(state.doc.toString());
        }),
      ],
    });
  }
}
