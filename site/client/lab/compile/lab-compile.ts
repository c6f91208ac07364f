/**
 * The worker that checks and compiles the reader's files. It fetches TypeScript itself, which is
 * much, and tells how far it has come.
 */
import type typescript from 'typescript';
import type {
  CompilerMessage,
  CompilerRequest,
  Question,
  Questions,
} from './messages.ts';
import { nameAt, namesAt, nameText } from './names.ts';
import { type Declarations, ReaderService } from './reader-service.ts';
import { transpile } from './transpile.ts';
import { typeProblems } from './type-checker.ts';

const tell = (message: CompilerMessage) => postMessage(message);

let reader: ReaderService | undefined;

addEventListener('message', async ({ data }: MessageEvent<CompilerRequest>) => {
  try {
    if (data.kind === 'start') {
      const { typescriptUrl, typescriptBytes, declarationsUrl } = data;
      const [ts, declarations] = await Promise.all([
        loadTypeScript(typescriptUrl, typescriptBytes),
        fetched(declarationsUrl).then((answer) => answer.json() as Promise<Declarations>),
      ]);
      reader = new ReaderService(ts, declarations);
      tell({ kind: 'ready' });
      return;
    }
    if (reader === undefined) throw new Error('the compiler has not been started');
    tell({ kind: 'answer', id: data.id, answer: answerTo(reader, data.question) });
  } catch (error) {
    tell({
      kind: 'broken',
      id: data.kind === 'question' ? data.id : undefined,
      message: error instanceof Error ? error.message : `${error}`,
    });
  }
});

function answerTo(
  reader: ReaderService,
  question: Question,
): Questions[keyof Questions]['answer'] {
  const { files } = question;
  if (question.kind === 'check') return typeProblems(reader, files);
  if (question.kind === 'compile') {
    const problems = typeProblems(reader, files);
    const texts = problems.length > 0 ? [] : Object.entries(files);
    return {
      problems,
      compiled: texts.map(([path, text]) => transpile(reader.ts, path, text)),
    };
  }
  reader.update(files);
  if (question.kind === 'names') return namesAt(reader, question.at);
  if (question.kind === 'nameAt') return nameAt(reader, question.at);
  return nameText(reader, question.at, question.at.name);
}

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
