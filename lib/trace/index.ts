/** The recorder of system calls, and what reads its records. */
export { type BufferHistory, bufferHistories } from './buffers.ts';
export type { RecorderOptions, Trace } from './call-log.ts';
export {
  bytesMoved,
  type CallName,
  type CallRecord,
  durationOf,
  isForOutput,
  numberAt,
  type TracedProgram,
} from './call-record.ts';
export { type FormatOptions, formatCall, formatEnd, formatStart } from './format-call.ts';
export type { MemoryCopy } from './memory-copy.ts';
export { type Recorder, recordCalls } from './record-calls.ts';
export {
  endText,
  FULL_TEXT,
  headingText,
  parseRecord,
  type ReadRecord,
  startText,
  stepText,
} from './record-text.ts';
export { type CallListener, condensed, RepeatFilter } from './repeats.ts';
export {
  type DescriptorSets,
  type Replay,
  type ReplayCall,
  type ReplayConnection,
  type ReplayLane,
  replayOf,
} from './replay.ts';
export { callNames } from './show-arguments.ts';
export { mayWait, SHORTEST_SLEEP_MS, sleepsIn } from './sleeps.ts';
export {
  type CallSummary,
  formatSummary,
  type Summary,
  summarise,
} from './summary.ts';
export {
  currentTask,
  named,
  onTaskStep,
  type StepListener,
  type TaskStep,
} from './tasks.ts';
export {
  type Lane,
  type Mark,
  type Span,
  type State,
  type Timeline,
  type TimelineOptions,
  timelineOf,
} from './timeline.ts';
export { type DrawOptions, drawTimeline } from './timeline-svg.ts';
export { describeTimeline, drawTimelineText } from './timeline-text.ts';
export { type TraceEvent, type TraceFile, toTraceEvents } from './trace-events.ts';
