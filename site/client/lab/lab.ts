/** The lab as it is once a program was opened: its data, its compiler, and the workspace. */

import { element } from '../browser/element.ts';
import { Compiler, type CompilerAddresses } from './compile/compiler.ts';
import type { LabData } from './program/lab-data.ts';
import { editCodeIn } from './settings-text.ts';
import { visitOf } from './share/visit.ts';
import { Workspace } from './workspace.ts';

/** Where the lab finds what it needs. */
export interface LabAddresses {
  readonly programs: string;
  readonly runner: string;
  readonly compiler: CompilerAddresses;
}

interface Lab {
  readonly data: LabData;
  readonly compiler: Compiler;
  readonly loading: HTMLElement;
}

const { title } = document;
let lab: Promise<Lab> | undefined;
let workspace: Workspace | undefined;
/** Which opening it is: of two in a row, only the last is shown, however long each takes. */
let openings = 0;

/** Opens a program in `place`, in the place of the one that is open, with what is to be set for it. */
export async function openProgram(
  place: HTMLElement,
  id: string,
  settings: string,
  addresses: LabAddresses,
): Promise<void> {
  place.hidden = false;
  openings += 1;
  const opening = openings;
  try {
    lab ??= load(place, addresses);
    const { data, compiler, loading } = await lab;
    const program = data.programs.find((one) => one.id === id);
    const visit = await visitOf(editCodeIn(settings), program?.files ?? []);
    if (opening !== openings) return;
    // A lab that could not be loaded at first has taken its workspace off the page.
    if (workspace?.id === id && workspace.root.isConnected) {
      workspace.set(settings, visit);
      return;
    }
    closeWorkspace();
    if (program === undefined) {
      place.replaceChildren(
        element('p', { role: 'alert' }, `The lab has no program ${id}.`),
      );
      return;
    }
    workspace = new Workspace(program, data.texts, compiler, addresses.runner);
    place.replaceChildren(loading, workspace.root);
    workspace.set(settings, visit);
    workspace.start();
    document.title = `${program.name} · ${title}`;
  } catch (error) {
    lab = undefined;
    closeWorkspace();
    const why = error instanceof Error ? error.message : String(error);
    const text = `The lab could not be loaded: ${why}. Reload the page to try again.`;
    place.replaceChildren(element('p', { role: 'alert' }, text));
  }
  markCurrent(id);
}

function closeWorkspace(): void {
  workspace?.close();
  workspace = undefined;
}

async function load(place: HTMLElement, addresses: LabAddresses): Promise<Lab> {
  const bar = element('progress', { max: 1, value: 0 });
  const loading = element(
    'label',
    { class: 'lab-loading' },
    'TypeScript is being fetched, once. ',
    bar,
  );
  place.replaceChildren(loading);
  const compiler = new Compiler(addresses.compiler, (part) => {
    bar.value = part;
  });
  compiler.ready.then(
    () => {
      loading.hidden = true;
    },
    (error: Error) => {
      loading.replaceChildren(`TypeScript cannot be used: ${error.message}`);
      compiler.close();
      // The next program that is opened asks for all of it again.
      lab = undefined;
    },
  );
  try {
    const answer = await fetch(addresses.programs);
    if (!answer.ok) throw new Error(`${addresses.programs} answers ${answer.status}`);
    return { data: (await answer.json()) as LabData, compiler, loading };
  } catch (error) {
    compiler.close();
    throw error;
  }
}

/** Says in the list which program is open. */
function markCurrent(id: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.lab-program')) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
