/**
 * Lines in one piece and in many, with both kinds of end, empty, long, in UTF-8, and cut short.
 */
import { currentKernel, runOn, SystemError } from 'would-block';
import {
  check,
  checks,
  end,
  hold,
  kernelWith,
  pauseMs,
  reset,
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
    line === undefined ? 'there is no line any more' : `the line is ${shown(line)}`;
  throw new Wrong(`${happened}: readLine() returns ${shown(found)}, and ${instead}.`);
}

/** As it stands in a program, cut where it gets long. */
function shown(line: unknown): string {
  if (typeof line !== 'string') return String(line);
  const most = 40;
  if (line.length <= most) return quoted(line);
  return `${quoted(line.slice(0, most))} and ${line.length - most} characters more`;
}

function quoted(line: string): string {
  return JSON.stringify(line).replaceAll('\ufeff', '\\ufeff');
}

/** The stream ends in the middle of a line, of which there was this much. It is told once. */
function expectUnexpectedEnd(answer: Answer, sent: Uint8Array | string, rest: string) {
  const reader = readerOf(answer, [send(sent), end()]);
  const happened = `The stream ended in the middle of a line, after ${quoted(rest)}`;
  let line: string | undefined;
  try {
    line = reader.readLine();
  } catch (error) {
    if (!(error instanceof answer.UnexpectedEndError)) throw error;
    if (error.rest !== rest) {
      throw new Wrong(`${happened}, and the error says ${shown(error.rest)}.`);
    }
    expectNoMore(answer, reader, happened);
    return;
  }
  throw new Wrong(
    `${happened}, and readLine() returns ${shown(line)} as if all were well. How would a caller ` +
      'find out?',
  );
}

function expectNoMore(answer: Answer, reader: Reader, happened: string): void {
  try {
    expectLine(reader, undefined, `${happened}, and the error has said so`);
  } catch (error) {
    if (!(error instanceof answer.UnexpectedEndError)) throw error;
    throw new Wrong(
      `${happened}, and readLine() says so again when it is asked again. What has it kept, once ` +
        'it has handed over the rest?',
    );
  }
}

/** The connection breaks: the SystemError must come through. */
function expectBroken(answer: Answer, reader: Reader, happened: string): void {
  let line: string | undefined;
  try {
    line = reader.readLine();
  } catch (error) {
    if (error instanceof SystemError) return;
    if (!(error instanceof answer.UnexpectedEndError)) throw error;
    throw new Wrong(
      `${happened}, and readLine() says that the stream has ended. recv() throws an error that ` +
        'says what happened: who is to learn of it?',
    );
  }
  throw new Wrong(
    `${happened}, and readLine() returns ${shown(line)}, as it does at the end of a stream. recv() ` +
      'throws an error that says what happened: who is to learn of it?',
  );
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

    check('lines that begin with U+FEFF', (answer) => {
      const lines = ['\ufeffa', '\ufeff', '\ufeff\ufeffb'];
      const reader = readerOf(answer, [send(`${lines.join('\n')}\n`), end()]);
      const happened =
        'U+FEFF is a character, and what a TextDecoder leaves out unless it is told to ignoreBOM';
      expectLines(reader, lines, happened);
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

    check(
      'a last line cut after its "\\r", or in the middle of a character',
      (answer) => {
        expectUnexpectedEnd(answer, '\r', '\r');
        expectUnexpectedEnd(answer, 'DELETE /tmp\r', 'DELETE /tmp\r');
        expectUnexpectedEnd(answer, Uint8Array.of(0xc3), '\ufffd');
        expectUnexpectedEnd(answer, Uint8Array.of(0x61, 0xc3), 'a\ufffd');
      },
    ),

    check('a connection that the peer resets', (answer) => {
      const between = readerOf(answer, [send('one\n'), untilRead(), reset()]);
      expectLine(between, 'one', 'A line has arrived');
      expectBroken(answer, between, 'After a line the peer has reset the connection');
      const within = readerOf(answer, [send('one\ntw'), untilRead(), reset()]);
      expectLine(within, 'one', 'A line and a part of another have arrived');
      expectBroken(answer, within, 'In the middle of a line the peer has reset it');
    }),

    check('two connections at once', (answer) => {
      const one = readerOf(answer, [send('one\nuno\n'), end()]);
      const two = readerOf(answer, [send('two\ndue\n'), end()]);
      expectLine(one, 'one', 'On the first connection');
      expectLine(two, 'two', 'On the second connection');
      expectLines(one, ['uno'], 'On the first connection again');
      expectLines(two, ['due'], 'On the second connection again');
    }),

    check('half a character on one connection, and a line on another', (answer) => {
      const sent = Buffer.from('one\név\n');
      const half = sent.indexOf('é') + 1;
      const script = [
        send(sent.subarray(0, half)),
        pauseMs(5),
        send(sent.subarray(half)),
        end(),
      ];
      const one = readerOf(answer, script);
      const two = readerOf(answer, [send('two\n'), end()]);
      expectLine(one, 'one', 'On the first connection, before half of an "é"');
      expectLine(two, 'two', 'On the second connection');
      expectLines(one, ['év'], 'On the first connection again');
    }),

    check(
      'a long line in few calls, and a short one behind it',
      ({ LineReader }) => {
        const long = Array.from({ length: 1500 }, (_, index) => index).join(' ');
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
