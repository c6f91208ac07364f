/** A run of the lab as the player of the site's timelines takes it. */
import { type ReadRecord, replayOf } from '../../../lib/trace/index.ts';
import type { SteppedTrace } from '../stepper/stepped-trace.ts';

/** The run that a record tells of, with the files whose lines made its calls. */
export function steppedRun(
  record: ReadRecord,
  texts: Readonly<Record<string, string>>,
): SteppedTrace {
  return {
    ...replayOf([record]),
    title: `${record.name}, in the lab`,
    sources: Object.entries(texts).map(([file, text]) => ({
      file,
      lines: text.split('\n').map((line, index) => ({
        number: index + 1,
        pieces: [[line, ''] as const],
      })),
    })),
  };
}
