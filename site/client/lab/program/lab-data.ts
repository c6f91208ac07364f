/** What the lab's page fetches: the programs that it can run, and the texts of their files. */

/** A program of a chapter that means something on the simulated kernel. */
export interface LabProgram {
  /** `03/client-spin`: what stands behind the # of the page's address. */
  readonly id: string;
  /** `client-spin` */
  readonly name: string;
  /** The chapter that explains it: its heading, and its address as seen from the lab's page. */
  readonly chapter: { readonly heading: string; readonly address: string };
  readonly summary: string;
  /** The path of its file in the repository, and of all files that it needs, its own first. */
  readonly file: string;
  readonly files: readonly string[];
  /** What to try: a question, and the settings with which a run answers it. */
  readonly ideas: readonly { readonly question: string; readonly settings: string }[];
  /** What it is told unless the reader says otherwise: `--clients 1`. */
  readonly options: string;
  /** What it finds on the simulated machine, as in chapter.yaml. */
  readonly simulation: SimulationData;
}

/** A simulated machine as chapter.yaml describes it (`lib/program/simulation.ts`). */
export interface SimulationData {
  readonly peers?: readonly ScriptData[];
  readonly connects?: readonly ScriptData[];
  readonly machine?: Readonly<Record<string, unknown>>;
}

/** The script of a peer: words, and words with a value. */
export type ScriptData = readonly (string | Readonly<Record<string, unknown>>)[];

/** All of it. */
export interface LabData {
  readonly programs: readonly LabProgram[];
  /** The course's version of each file, by its path. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The name of a file on its tab: `loop.ts`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
