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
  /** The sliders that do nothing, as long as nobody changes it. */
  readonly idle: IdleSliders;
  /** What it is told unless the reader says otherwise: `--clients 1`. */
  readonly options: string;
  /** What it finds on the simulated machine, as in chapter.yaml. */
  readonly simulation: SimulationData;
}

/** What the sliders of the machine set. */
export type SliderName = 'bandwidth' | 'buffer' | 'appetite';

/** The sliders that do nothing for a program, or did nothing in a run, each with the reason. */
export type IdleSliders = {
  readonly [Name in SliderName]?: 'nothing sent' | 'set by the program';
};

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
