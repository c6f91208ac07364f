/**
 * The judge's watchdog: a thread of the judge that is awake whatever the answer does to the main
 * thread. Plain JavaScript, so that it is there at once.
 *
 * It does three things. It passes the order on to the main thread. When the runner asks, it says
 * where the main thread is: a debugger stops it for a moment, and the stack is read. And when the runner is
 * gone, by whatever death, its end of the connection is closed, and the watchdog takes the judge
 * with it.
 */
import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parentPort, workerData } from 'node:worker_threads';

const control = new Socket({ fd: workerData.descriptor });
createInterface({ input: control }).on('line', (line) => {
  if (line === workerData.stackQuestion) void answer();
  else parentPort.postMessage(line);
});
control.on('error', end);
control.on('close', end);

function end() {
  process.kill(process.pid, 'SIGKILL');
}

async function answer() {
  control.write(`${JSON.stringify(await stackOfMainThread())}\n`);
}

/** Stops the main thread at its next statement, which never comes while it sleeps in the kernel. */
function stackOfMainThread() {
  const session = new Session();
  session.connectToMainThread();
  return new Promise((resolve) => {
    session.on('Debugger.paused', ({ params }) => {
      const question = {
        callFrameId: params.callFrames[0].callFrameId,
        expression: 'new Error().stack',
      };
      session.post('Debugger.evaluateOnCallFrame', question, (error, answer) => {
        // The question itself stands at the top, at a place that no source map has been asked for.
        const lines = error ? [] : String(answer.result.value).split('\n');
        resolve(lines.filter((line) => !line.includes('(eval at ')).join('\n'));
        // It may be on its way to an answer yet.
        session.post('Debugger.resume');
        session.disconnect();
      });
    });
    session.post('Debugger.enable');
    session.post('Debugger.pause');
  });
}
