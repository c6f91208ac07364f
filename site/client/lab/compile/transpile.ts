/** TypeScript to the JavaScript that the worker runs, without a look at its types. */
import type typescript from 'typescript';
import type { CompiledFile } from '../program/compiled-file.ts';
import { addHooks } from './add-hooks.ts';

/** Compiles one file of the reader's. What makes no sense is left for the type checker to tell. */
export function transpile(
  ts: typeof typescript,
  path: string,
  text: string,
): CompiledFile {
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    fileName: path,
    transformers: { before: [addHooks(ts)] },
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      isolatedModules: true,
      sourceMap: true,
    },
  });
  const { mappings } = JSON.parse(sourceMapText ?? '{"mappings":""}') as {
    mappings: string;
  };
  return { path, code: outputText.replace(/\n\/\/# sourceMappingURL=.*/, ''), mappings };
}
