/** Completion in the editor, and what a name is that the pointer rests on. */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { element } from '../browser/element.ts';
import type { NameOffer, NameText } from './compile/names.ts';

/** Who knows about the names of the text. Offsets are in characters from its beginning. */
export interface NameHelp {
  /** The names that can stand there. */
  names(offset: number): Promise<readonly NameOffer[]>;
  /** What one of them is. */
  nameText(offset: number, name: string): Promise<NameText | undefined>;
  /** What the name is that stands there. */
  nameAt(
    offset: number,
  ): Promise<(NameText & { readonly from: number; readonly to: number }) | undefined>;
}

/** The extension of the editor. Where nobody can be asked, it offers nothing. */
export function help(knows: NameHelp): Extension {
  return [
    autocompletion({ override: [(context) => complete(knows, context)], icons: false }),
    hoverTooltip(async (_view, offset) => {
      const found = await knows.nameAt(offset).catch(() => undefined);
      if (found === undefined) return null;
      const { from, to } = found;
      return { pos: from, end: to, above: true, create: () => ({ dom: shown(found) }) };
    }),
  ];
}

async function complete(
  knows: NameHelp,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const from = context.matchBefore(/[\w$]+/)?.from ?? context.pos;
  const isBegun = from < context.pos || context.state.sliceDoc(from - 1, from) === '.';
  if (!isBegun && !context.explicit) return null;
  const offers = await knows.names(context.pos).catch(() => []);
  return {
    from,
    validFor: /^[\w$]*$/,
    options: offers.map(({ name, kind, isNear }) => ({
      label: name,
      type: kind,
      boost: isNear ? 1 : 0,
      info: async () => {
        const text = await knows.nameText(context.pos, name);
        return text === undefined ? null : shown(text);
      },
    })),
  };
}

/** A name's type and words. */
function shown({ type, words }: NameText): HTMLElement {
  return element(
    'div',
    { class: 'lab-name' },
    element('code', { class: 'lab-name-type' }, type),
    ...(words === '' ? [] : [element('p', { class: 'lab-name-words' }, words)]),
  );
}
