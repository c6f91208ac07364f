/** The lab as it is once a program was opened: its data, its compiler, and the workspace. */

import { element } from '../browser/element.ts';
import { Compiler, type CompilerAddresses } from './compile/compiler.ts';
import { fetched, MissingError, tellMissing, tellTrouble } from './fetching/missing.ts';
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

/**
 * Opens a program in `place`, in the place of the one that is open, with what is to be set for it. Throws
 * MissingError if its text cannot be fetched.
 */
export async function openProgram(
  place: HTMLElement,
  id: string,
  settings: string,
  addresses: LabAddresses,
): Promise<void> {
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
    markCurrent(id);
    document.title = program === undefined ? title : `${program.name} · ${title}`;
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
  } catch (error) {
    lab = undefined;
    closeWorkspace();
    throw error;
  }
}

function closeWorkspace(): void {
  workspace?.close();
  workspace = undefined;
}

async function load(place: HTMLElement, addresses: LabAddresses): Promise<Lab> {
  const loading = element('div', { class: 'lab-loading' });
  place.replaceChildren(loading);
  const compiler = new Compiler(addresses.compiler, {
    onProgress: progressIn(loading),
    onReady() {
      loading.replaceChildren();
      void workspace?.check();
    },
    onBroken(error) {
      const again = () => compiler.startAgain();
      if (error instanceof MissingError) void tellMissing(loading, error.message, again);
      else {
        tellTrouble(
          loading,
          `TypeScript has failed: ${error.message}.`,
          'Try again',
          again,
        );
      }
    },
  });
  try {
    const data = await fetched('The programs', programsAt(addresses.programs));
    return { data, compiler, loading };
  } catch (error) {
    compiler.close();
    throw error;
  }
}

async function programsAt(address: string): Promise<LabData> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return (await answer.json()) as LabData;
}

/** Shows in `place` how much of TypeScript has come, from 0 to 1. */
function progressIn(place: HTMLElement): (part: number) => void {
  const bar = element('progress', { max: 1, value: 0 });
  const label = element('label', {}, 'TypeScript is being fetched, once. ', bar);
  return (part) => {
    bar.value = part;
    if (!label.isConnected) place.replaceChildren(label);
  };
}

/** Says in the list which program is open. */
function markCurrent(id: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.lab-program')) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
