/**
 * The worker that checks and compiles the reader's files. It fetches TypeScript itself, which is
 * much, and tells how far it has come.
 */
import type typescript from 'typescript';
import type { CompilerMessage, CompilerRequest } from './messages.ts';
import { transpile } from './transpile.ts';
import { type Declarations, TypeChecker } from './type-checker.ts';

const tell = (message: CompilerMessage) => postMessage(message);

let compiler: { ts: typeof typescript; checker: TypeChecker } | undefined;

addEventListener('message', async ({ data }: MessageEvent<CompilerRequest>) => {
  try {
    if (data.kind === 'start') {
      const { typescriptUrl, typescriptBytes, declarationsUrl } = data;
      const [ts, declarations] = await Promise.all([
        loadTypeScript(typescriptUrl, typescriptBytes),
        fetched(declarationsUrl).then((answer) => answer.json() as Promise<Declarations>),
      ]);
      compiler = { ts, checker: new TypeChecker(ts, declarations) };
      tell({ kind: 'ready' });
      return;
    }
    if (compiler === undefined) throw new Error('the compiler has not been started');
    const { ts, checker } = compiler;
    const { id, files } = data;
    const problems = checker.check(files);
    const compiled =
      data.kind === 'compile' && problems.length === 0
        ? Object.entries(files).map(([path, text]) => transpile(ts, path, text))
        : [];
    tell({ kind: 'result', id, problems, compiled });
  } catch (error) {
    tell({
      kind: 'broken',
      id: data.kind === 'start' ? undefined : data.id,
      message: error instanceof Error ? error.message : `${error}`,
    });
  }
});

/** Fetches it once with a look at how much has come; the import then finds it in the cache. */
async function loadTypeScript(url: string, bytes: number): Promise<typeof typescript> {
  const reader = (await fetched(url)).body?.getReader();
  let loaded = 0;
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || value === undefined) break;
    loaded += value.length;
    tell({ kind: 'progress', part: Math.min(1, loaded / bytes) });
  }
  const module = (await import(url)) as { default: typeof typescript };
  return module.default;
}

async function fetched(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} could not be fetched: ${answer.status}`);
  return answer;
}
