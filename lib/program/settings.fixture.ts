/** A program that prints what it was told, for the tests of `program()`. */
import { count, flag, portNumber, print, program } from './index.ts';

program(import.meta.url, {
  summary: 'Prints its settings.',
  settings: {
    port: portNumber(1234),
    secondPort: portNumber(0),
    steps: count(10, 'how many steps'),
    pauseMs: count(0, 'rest for so many ms', 0),
    limit: count(Number.POSITIVE_INFINITY, 'end after so many'),
    veryLoud: flag('print in capitals'),
  },
  main(values) {
    const text = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    print(text.join(' '));
  },
});
