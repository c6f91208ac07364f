/** What the reader has set, as a part of the page's address: `?appetite=5000&faults=reset,interrupt`. */
import { completeOptions } from '../../../lib/sim/options.ts';
import type { MachineChoice } from './machine-data.ts';

/** The machine, and what the program is told; undefined is as in the chapter. */
export interface LabSettings extends MachineChoice {
  readonly options?: string | undefined;
}

const NUMBERS = {
  bandwidth: 'bandwidthBytesPerMs',
  buffer: 'sendBufferBytes',
  appetite: 'appetiteBytesPerMs',
} as const;

export const DEFAULT_SEED = completeOptions({}).seed;

/** What stands behind the question mark; empty if all is as in the chapter. */
export function settingsText(settings: LabSettings): string {
  const words = new URLSearchParams();
  for (const [word, name] of Object.entries(NUMBERS)) {
    const value = settings[name];
    if (value !== undefined) words.set(word, String(value));
  }
  if (settings.faults.length > 0) words.set('faults', settings.faults.join(','));
  if (settings.seed !== DEFAULT_SEED) words.set('seed', String(settings.seed));
  if (settings.options !== undefined) words.set('options', settings.options);
  return words.toString().replaceAll('%2C', ',');
}

/** Reads it again. What makes no sense is left as in the chapter. */
export function readSettingsText(text: string): LabSettings {
  const words = new URLSearchParams(text);
  const numbers = Object.entries(NUMBERS).flatMap(([word, name]) => {
    const value = Number(words.get(word) ?? Number.NaN);
    return value > 0 ? [[name, value]] : [];
  });
  const seed = Number(words.get('seed') ?? DEFAULT_SEED);
  return {
    ...Object.fromEntries(numbers),
    faults: words.get('faults')?.split(',') ?? [],
    seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : DEFAULT_SEED,
    options: words.get('options') ?? undefined,
  };
}

const EDIT = 'edit';

/** The word that says how the program was edited; `code` is of `share/edit-code.ts`. */
export function editWord(code: string): string {
  return `${EDIT}=${code}`;
}

/** The code of the edits among the settings of an address, if they say any. */
export function editCodeIn(text: string): string | undefined {
  return new URLSearchParams(text).get(EDIT) ?? undefined;
}
