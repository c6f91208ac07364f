/** A client that thinks before it speaks. */
import { count, portNumber, print, program } from 'would-block';
import { visit } from './visit.ts';

// #region program
program(import.meta.url, {
  summary: 'Says a line, waits for the reply, thinks for a while, and says the next.',
  settings: {
    port: portNumber(1234),
    lines: count(20, 'how many lines it says'),
    pauseMs: count(25, 'for how many ms it thinks before each, on average'),
  },
  main(settings) {
    const medianMs = visit(settings).toFixed(2);
    print(`${settings.lines} lines, each answered after ${medianMs} ms (the median)`);
  },
});
// #endregion
