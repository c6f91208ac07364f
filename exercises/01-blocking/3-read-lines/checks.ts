/**
 * Lines in one piece and in many, with both kinds of end, empty, long, in UTF-8, and cut short.
 */
import { currentKernel, runOn } from 'would-block';
import {
  check,
  checks,
  end,
  hold,
  kernelWith,
  type Step,
  send,
  sendByteByByte,
  startPeer,
  untilRead,
  Wrong,
} from 'would-block/testing';

type Answer = typeof import('./starter.ts');
type Reader = InstanceType<Answer['LineReader']>;

function readerOf({ LineReader }: Answer, script: readonly Step[]): Reader {
  return new LineReader(startPeer(script).connect());
}

/** Reads a line, which must be this one: undefined stands for the end. */
function expectLine(reader: Reader, line: string | undefined, happened: string): void {
  const found = reader.readLine();
  if (found === line) return;
  const instead =
    line === undefined ? 'there is no next line' : `the next line is ${shown(line)}`;
  throw new Wrong(`${happened}: readLine() returns ${shown(found)}, and ${instead}.`);
}

/** As it stands in a program, cut where it gets long. */
function shown(line: unknown): string {
  if (typeof line !== 'string') return String(line);
  const most = 40;
  if (line.length <= most) return JSON.stringify(line);
  return `${JSON.stringify(line.slice(0, most))} and ${line.length - most} characters more`;
}

function expectLines(reader: Reader, lines: readonly string[], happened: string): void {
  for (const line of lines) expectLine(reader, line, happened);
  expectLine(reader, undefined, `${happened}, the stream has ended`);
}

export default checks<Answer>(
  [
    check('a line', (answer) => {
      const reader = readerOf(answer, [send('hello\n'), end()]);
      expectLines(reader, ['hello'], 'A line has arrived in one piece');
    }),

    check('several lines in one piece', (answer) => {
      const reader = readerOf(answer, [send('one\ntwo\nthree\n'), end()]);
      expectLines(reader, ['one', 'two', 'three'], 'Three lines have arrived together');
    }),

    check('a line in pieces, and the beginning of the next with it', (answer) => {
      const pieces = ['on', 'e\ntw', 'o\nthree', '\n'];
      const script = pieces.flatMap((piece) => [send(piece), untilRead()]);
      const reader = readerOf(answer, [...script, end()]);
      expectLines(reader, ['one', 'two', 'three'], 'The pieces were cut anywhere');
    }),

    check('a second line that is there already', (answer) => {
      const reader = readerOf(answer, [send('ask\nask again\n'), hold()]);
      expectLine(reader, 'ask', 'Two lines have arrived together');
      expectLine(reader, 'ask again', 'The other side says no more');
    }),

    check('both kinds of end, cut between their bytes', (answer) => {
      const reader = readerOf(answer, [sendByteByByte('a\r\nb\nc\r\n'), end()]);
      expectLines(reader, ['a', 'b', 'c'], 'Lines end in "\\r\\n" and in "\\n"');
    }),

    check('characters that look like an end, or like nothing', (answer) => {
      const lines = ['\ta\rb ', 'c\r', ' \u2028d\v '];
      const reader = readerOf(answer, [send(`${lines.join('\r\n')}\n`), end()]);
      expectLines(reader, lines, 'Only the end of the line is taken off');
    }),

    check('empty lines', (answer) => {
      const reader = readerOf(answer, [send('\n\r\nheaders\n\r\n\nbody\n'), end()]);
      expectLines(reader, ['', '', 'headers', '', '', 'body'], 'Empty lines are lines');
    }),

    check('characters cut in the middle', (answer) => {
      const lines = ['é', 'γη', '水', '🦆!'];
      const reader = readerOf(answer, [sendByteByByte(`${lines.join('\n')}\n`), end()]);
      expectLines(reader, lines, 'The bytes of a character arrive one by one');
    }),

    check('a stream that ends at once, asked again and again', (answer) => {
      const reader = readerOf(answer, [end()]);
      for (let time = 1; time <= 3; time++) {
        expectLine(reader, undefined, 'Nothing was sent, and the stream has ended');
      }
    }),

    check('a stream that ends in the middle of a line', (answer) => {
      const reader = readerOf(answer, [send('DELETE /tmp/a\nDELETE /tmp'), end()]);
      expectLine(reader, 'DELETE /tmp/a', 'A line and the beginning of another came');
      let line: string | undefined;
      try {
        line = reader.readLine();
      } catch (error) {
        if (!(error instanceof answer.UnexpectedEndError)) throw error;
        if (error.rest === 'DELETE /tmp') return;
        throw new Wrong(
          `There were 11 characters of the last line, "DELETE /tmp", and the error says ` +
            `${shown(error.rest)}.`,
        );
      }
      throw new Wrong(
        `The stream ended in the middle of "DELETE /tmp/b", and readLine() returns ` +
          `${shown(line)} as if all were well. How would a caller find out?`,
      );
    }),

    check('two connections at once', (answer) => {
      const one = readerOf(answer, [send('one\nuno\n'), end()]);
      const two = readerOf(answer, [send('two\ndue\n'), end()]);
      expectLine(one, 'one', 'On the first connection');
      expectLine(two, 'two', 'On the second connection');
      expectLines(one, ['uno'], 'On the first connection again');
      expectLines(two, ['due'], 'On the second connection again');
    }),

    check(
      'a long line in few calls, and a short one behind it',
      ({ LineReader }) => {
        const long = Array.from({ length: 4000 }, (_, index) => index).join(' ');
        const peer = startPeer([send(`${long}\nshort\n`), end()]);
        const kernel = currentKernel();
        let calls = 0;
        const counting = kernelWith(kernel, {
          recv(...args) {
            calls += 1;
            return kernel.recv(...args);
          },
        });
        const reader = new LineReader(runOn(counting, () => peer.connect()));
        const happened = `A line of ${long.length} characters and one of 5 have arrived`;
        expectLines(reader, [long, 'short'], happened);
        // The kernel may hand it over in pieces, but not in pieces of a byte or two.
        if (calls <= long.length / 20) return;
        throw new Wrong(
          `readLine() called recv() ${calls} times for a line of ${long.length} bytes. Ask for ` +
            'more at a time: recv() brings what is there of it.',
        );
      },
      { faults: ['short-recv'] },
    ),
  ],
  { faults: ['short-recv', 'one-byte-recv', 'interrupt'] },
);
