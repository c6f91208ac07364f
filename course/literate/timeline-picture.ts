/**
 * Makes a picture, and the words that say the same, from the record of a run.
 */
import {
  drawTimeline,
  drawTimelineText,
  replayOf,
  type TracedProgram,
  timelineOf,
} from '../../lib/trace/index.ts';
import { type MeasuredReplay, measured } from './buffer-samples.ts';
import { Fault } from './problem.ts';
import type { TimelineRequest } from './timeline-marker.ts';
import type { Recording } from './timeline-recorder.ts';

/** A picture, the run that it shows, and the Markdown that shows it and says the same in words. */
export interface Picture {
  readonly svg: string;
  readonly replay: MeasuredReplay;
  readonly markdown: string;
}

/** What was recorded of a run: the main program first. */
export interface RecordedRun extends Recording {
  /** The chapter's number: `01`. */
  readonly chapter: string;
}

const WIDTH = 760;
const TEXT_COLUMNS = 72;
// What is seen of the time before: enough to see that something begins.
const LEAD = 0.03;

/** Draws what is asked for. Throws a `Fault` if the runs do not have it. */
export function drawPicture(
  request: TimelineRequest,
  runs: readonly RecordedRun[],
): Picture {
  const { afterMs, alone, forMs, name, title } = request;
  const programs = runs.flatMap(({ chapter, programs }) => {
    const aligned = beginningAtZero(programs, request);
    const [main] = aligned;
    if (!alone || main === undefined) return aligned;
    return [{ ...main, name: runs.length > 1 ? `${chapter} ${main.name}` : main.name }];
  });
  const calls = programs.flatMap((program) => program.calls);
  const firstMs = calls.reduce((least, call) => Math.min(least, call.startMs), 0);
  const lastMs = calls.reduce((most, { endMs = 0 }) => Math.max(most, endMs), 0);
  if (afterMs >= lastMs) {
    throw new Fault(`\`after=${afterMs}\`: all is over after ${lastMs.toFixed()} ms.`);
  }
  const leadMs = afterMs > 0 ? 0 : LEAD * Math.min(lastMs, forMs);
  const fromMs = Math.max(0, afterMs - leadMs - firstMs);
  const part = { fromMs, untilMs: afterMs + forMs - firstMs };
  const timeline = timelineOf(programs, part);
  const lines = drawTimelineText(timeline, TEXT_COLUMNS);
  const border = lines.indexOf('');
  const words = lines.slice(border + 1);
  const alternative = `${title}. ${words.join(' ')}`.replace(/[[\]\\]/g, '\\$&');
  const markdown = [
    `![${alternative}](pictures/${name}.svg)`,
    '<details><summary>The same in words</summary>',
    ['```text', ...lines.slice(0, border), '```'].join('\n'),
    words.map((sentence) => `- ${sentence}`).join('\n'),
    '</details>',
  ];
  const [{ programs: recorded, samples } = { programs: [], samples: [] }] = runs;
  const originMs = zeroOf(recorded, request) + timeline.originMs;
  return {
    svg: drawTimeline(timeline, { title, width: WIDTH }),
    replay: measured(replayOf(programs, part), programs, samples, originMs),
    markdown: `\n\n${markdown.join('\n\n')}\n\n`,
  };
}

/** The programs of a run, with the picture's beginning as time 0. */
function beginningAtZero(
  programs: readonly TracedProgram[],
  request: TimelineRequest,
): TracedProgram[] {
  const zeroMs = zeroOf(programs, request);
  return programs.map(({ name, calls, steps = [] }) => ({
    name,
    steps: steps.map((step) => ({
      ...step,
      startMs: step.startMs - zeroMs,
      endMs: step.endMs - zeroMs,
    })),
    calls: calls.map((call) => ({
      ...call,
      startMs: call.startMs - zeroMs,
      endMs: call.endMs === undefined ? undefined : call.endMs - zeroMs,
    })),
  }));
}

/** When the main program makes the call that the picture begins with. */
function zeroOf(
  [main]: readonly TracedProgram[],
  { from }: Pick<TimelineRequest, 'from'>,
): number {
  const first = main?.calls.find(({ name }) => from === undefined || name === from);
  if (first !== undefined) return first.startMs;
  throw new Fault(`${main?.name ?? 'the program'} makes no call of ${from}().`);
}
