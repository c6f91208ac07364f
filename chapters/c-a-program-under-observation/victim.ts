/**
 * A program that writes down each of its calls and falls asleep for ever in the last one.
 */
import { currentKernel, runOn, Socket } from 'would-block';
import { endText, headingText, recordCalls, startText } from 'would-block/trace';

// #region victim
// The descriptor that killed.ts hands to this process.
const REPORT = 3;
const unrecorded = currentKernel();

function report(text: string): void {
  const bytes = new TextEncoder().encode(text);
  unrecorded.write(REPORT, bytes, bytes.length);
}

const { kernel } = recordCalls(unrecorded, {
  limit: 0,
  onStart: (call) => report(startText(call)),
  onEnd: (call) => report(endText(call)),
});
report(headingText({ name: 'victim', clockOffsetMs: 0 }));
runOn(kernel, () => {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen();
  listener.accept(); // nobody knows its port
});
// #endregion
