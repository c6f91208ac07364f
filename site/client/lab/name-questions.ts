/** What the editor asks about names, and the compiler answers. */
import type { Compiler } from './compile/compiler.ts';
import type { Texts } from './compile/messages.ts';
import type { NameHelp } from './editor-help.ts';

/** Questions about the names in a file; `now` tells the files as they are, and the path of the one that is shown. */
export function nameQuestions(
  compiler: Compiler,
  now: () => { readonly files: Texts; readonly path: string },
): NameHelp {
  const question = (offset: number) => {
    const { files, path } = now();
    return { files, at: { path, offset } };
  };
  return {
    names: (offset) => compiler.answer({ kind: 'names', ...question(offset) }),
    nameAt: (offset) => compiler.answer({ kind: 'nameAt', ...question(offset) }),
    nameText: (offset, name) => {
      const { files, at } = question(offset);
      return compiler.answer({ kind: 'nameText', files, at: { ...at, name } });
    },
  };
}
