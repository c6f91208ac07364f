/** The type checker of the lab: TypeScript's own, over the reader's files. */
import type typescript from 'typescript';
import type { Place } from '../program/place.ts';
import { nameOf, type ReaderService } from './reader-service.ts';
import { topLevelAwait } from './top-level-await.ts';
import { explained } from './what-there-is.ts';

/** What the type checker finds wrong. */
export interface TypeProblem extends Place {
  /** How many characters it is about, on that line. */
  readonly length: number;
  readonly message: string;
  /** TypeScript's number for it. */
  readonly code: number;
}

const TOP_LEVEL_AWAIT = 1378;

/** What is wrong in these files, in their order and from top to bottom. */
export function typeProblems(
  reader: ReaderService,
  files: Readonly<Record<string, string>>,
): TypeProblem[] {
  reader.update(files);
  return Object.keys(files).flatMap((path) => {
    const name = nameOf(path);
    const syntax = reader.service.getSyntacticDiagnostics(name);
    // Types mean little in what cannot be read.
    const found =
      syntax.length > 0 ? syntax : reader.service.getSemanticDiagnostics(name);
    return [...awaitsIn(reader, name), ...found].flatMap((diagnostic) =>
      problem(reader.ts, path, diagnostic),
    );
  });
}

/** What the compiler would let pass, and the lab cannot run. */
function awaitsIn({ ts, service }: ReaderService, name: string): typescript.Diagnostic[] {
  const file = service.getProgram()?.getSourceFile(name);
  const node = file && topLevelAwait(ts, file);
  if (file === undefined || node === undefined) return [];
  return [
    {
      file,
      start: node.getStart(file),
      length: 'await'.length,
      code: TOP_LEVEL_AWAIT,
      category: ts.DiagnosticCategory.Error,
      messageText:
        'In the lab, await stands only in a function. Make main async, and let it wait there.',
    },
  ];
}

function problem(
  ts: typeof typescript,
  path: string,
  { file, start = 0, length = 1, messageText, code }: typescript.Diagnostic,
): TypeProblem[] {
  if (file === undefined) return [];
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const lineEnd = file.text.indexOf('\n', start);
  const most = (lineEnd < 0 ? file.text.length : lineEnd) - start;
  return [
    {
      file: path,
      line: line + 1,
      column: character + 1,
      length: Math.max(1, Math.min(length, most)),
      message: explained(code, ts.flattenDiagnosticMessageText(messageText, ' ')),
      code,
    },
  ];
}
