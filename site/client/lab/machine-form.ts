/** The form in which the reader sets up the simulated machine. */
import type { FaultName } from '../../../lib/sim/faults.ts';
import { completeOptions } from '../../../lib/sim/options.ts';
import { element } from '../browser/element.ts';
import { appetiteOf, hasPeers } from './machine-data.ts';
import type { IdleSliders, LabProgram, SimulationData } from './program/lab-data.ts';
import { bytesText, scale } from './scale.ts';
import { DEFAULT_SEED, type LabSettings } from './settings-text.ts';

/** Each fault of `lib/sim/faults.ts`, as the reader sees it. */
const FAULTS = {
  'short-send': 'send() takes a part of the bytes',
  'one-byte-send': 'send() takes one byte',
  'short-recv': 'recv() gives a part of what is there',
  'one-byte-recv': 'recv() gives one byte',
  interrupt: 'a signal interrupts calls that sleep',
  'spurious-readiness': 'select() calls something readable that is not',
  reset: 'a connection breaks in the middle',
  'no-descriptors': 'no descriptor is free',
  'full-backlog': 'a listener has no room for more clients',
} satisfies Record<FaultName, string>;

/** What the simulated machine is where nothing else is said. */
const defaults = completeOptions({});

/** A slider over the values of a scale. */
interface Slider {
  readonly root: HTMLElement;
  /** The value; undefined as long as it is the chapter's. */
  value(): number | undefined;
  /** Says why it does nothing; an empty text if it does something. */
  tell(why: string): void;
  /** Sets it, as near as the scale allows; undefined is the chapter's. */
  set(value: number | undefined): void;
}

export class MachineForm {
  readonly root: HTMLElement;
  readonly #bandwidth: Slider;
  readonly #sendBuffer: Slider;
  readonly #appetite: Slider;
  readonly #faults: readonly HTMLInputElement[];
  readonly #seed: HTMLInputElement;
  readonly #options: HTMLInputElement;
  readonly #usualOptions: string;

  /** `onChange` hears of whatever the reader sets. */
  constructor({ simulation, options }: LabProgram, onChange: () => void) {
    this.#usualOptions = options;
    const perSecond = (bytesPerMs: number) => `${bytesText(bytesPerMs * 1000)} a second`;
    this.#bandwidth = slider(
      'Bandwidth of the network',
      scale(100, 1_000_000),
      machineNumber(simulation, 'bandwidthBytesPerMs') ?? defaults.bandwidthBytesPerMs,
      perSecond,
    );
    this.#sendBuffer = slider(
      'Send buffer',
      scale(1_000, 20_000_000),
      machineNumber(simulation, 'sendBufferBytes') ?? defaults.sendBufferBytes,
      bytesText,
    );
    this.#appetite = slider(
      'Appetite of the other side',
      scale(100, 1_000_000, Infinity),
      appetiteOf(simulation),
      (value) => (value === Infinity ? 'as fast as bytes come' : perSecond(value)),
    );
    this.#faults = Object.keys(FAULTS).map((name) =>
      element('input', { type: 'checkbox', value: name }),
    );
    this.#seed = element('input', {
      type: 'number',
      min: 0,
      max: 2 ** 31 - 1,
      step: 1,
      value: DEFAULT_SEED,
    });
    this.#options = element('input', {
      type: 'text',
      value: options,
      placeholder: 'none; --help tells',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
    });
    this.root = element(
      'form',
      { class: 'lab-machine', 'aria-label': 'The machine' },
      element(
        'fieldset',
        {},
        element('legend', {}, 'Machine'),
        this.#bandwidth.root,
        this.#sendBuffer.root,
        ...(hasPeers(simulation) ? [this.#appetite.root] : []),
      ),
      element(
        'fieldset',
        { class: 'lab-faults' },
        element('legend', {}, 'What goes wrong'),
        ...this.#faults.map((box) =>
          element(
            'label',
            {},
            box,
            element(
              'span',
              {},
              element('code', {}, box.value),
              ` ${FAULTS[box.value as keyof typeof FAULTS]}`,
            ),
          ),
        ),
        element(
          'label',
          { class: 'lab-field' },
          'Seed of chance, for what goes wrong',
          this.#seed,
        ),
      ),
      element('label', { class: 'lab-field' }, 'Options of the program', this.#options),
    );
    const reset = element('button', { type: 'button' }, 'The chapter’s machine again');
    reset.addEventListener('click', () => {
      this.set({ faults: [], seed: DEFAULT_SEED });
      onChange();
    });
    this.root.append(reset);
    this.root.addEventListener('input', onChange);
    this.root.addEventListener('submit', (event) => event.preventDefault());
  }

  /** What the reader has set. */
  settings(): LabSettings {
    const options = this.#options.value;
    const seed = Number(this.#seed.value);
    return {
      bandwidthBytesPerMs: this.#bandwidth.value(),
      sendBufferBytes: this.#sendBuffer.value(),
      appetiteBytesPerMs: this.#appetite.value(),
      faults: this.#faults.filter(({ checked }) => checked).map(({ value }) => value),
      seed: Number.isSafeInteger(seed) ? seed : DEFAULT_SEED,
      options: options === this.#usualOptions ? undefined : options,
    };
  }

  /** Says beside each slider whether it does nothing, and why. */
  tellIdle(idle: IdleSliders): void {
    const isOwn = idle.buffer === 'set by the program';
    this.#bandwidth.tell(idle.bandwidth ? 'Does nothing: nothing is sent.' : '');
    this.#sendBuffer.tell(
      isOwn
        ? 'Does nothing: the program sets SO_SNDBUF itself.'
        : idle.buffer
          ? 'Does nothing: nothing is sent.'
          : '',
    );
    this.#appetite.tell(
      idle.appetite ? 'Does nothing: nothing is sent to the other side.' : '',
    );
  }

  /** Sets all of it. */
  set(settings: LabSettings): void {
    this.#bandwidth.set(settings.bandwidthBytesPerMs);
    this.#sendBuffer.set(settings.sendBufferBytes);
    this.#appetite.set(settings.appetiteBytesPerMs);
    for (const box of this.#faults) box.checked = settings.faults.includes(box.value);
    this.#seed.value = String(settings.seed);
    this.#options.value = settings.options ?? this.#usualOptions;
  }
}

function slider(
  label: string,
  values: readonly number[],
  usual: number,
  show: (value: number) => string,
): Slider {
  const all = values.includes(usual)
    ? values
    : [...values, usual].sort((one, other) => one - other);
  const shown = element('output');
  const idle = element('span', { class: 'lab-idle' });
  const input = element('input', { type: 'range', min: 0, max: all.length - 1, step: 1 });
  const value = () => all[Number(input.value)] ?? usual;
  const update = () => {
    const text = show(value());
    shown.textContent = value() === usual ? `${text} (as in the chapter)` : text;
    input.setAttribute('aria-valuetext', shown.textContent);
  };
  const set = (wanted = usual) => {
    const index = all.findIndex((one) => one >= wanted);
    input.value = String(index < 0 ? all.length - 1 : index);
    update();
  };
  input.addEventListener('input', update);
  set();
  return {
    root: element(
      'div',
      { class: 'lab-slider' },
      element('label', {}, label, input),
      shown,
      idle,
    ),
    value: () => (value() === usual ? undefined : value()),
    tell(why) {
      idle.textContent = why;
      input.setAttribute('aria-description', why);
    },
    set,
  };
}

function machineNumber({ machine }: SimulationData, name: string): number | undefined {
  const value = machine?.[name];
  return typeof value === 'number' ? value : undefined;
}
