/** What every language service of the compiler asks of the disk, answered by the compiler's own `sys`. */
import type ts from 'typescript';

/** The part of a service's host that is the same for all: how files are found and read. */
type Disk = Omit<
  ts.LanguageServiceHost,
  | 'getCompilationSettings'
  | 'getCurrentDirectory'
  | 'getScriptFileNames'
  | 'getScriptVersion'
>;

/** Reads what is on the disk. The compiler is passed on, because some load it late. */
export function compilerDisk({
  sys,
  getDefaultLibFilePath,
  ScriptSnapshot,
}: typeof ts): Disk {
  return {
    getDefaultLibFileName: getDefaultLibFilePath,
    getScriptSnapshot: (path) => {
      const text = sys.readFile(path);
      return text === undefined ? undefined : ScriptSnapshot.fromString(text);
    },
    fileExists: sys.fileExists,
    readFile: sys.readFile,
    readDirectory: sys.readDirectory,
    directoryExists: sys.directoryExists,
    getDirectories: sys.getDirectories,
    ...(sys.realpath && { realpath: sys.realpath }),
  };
}
