import { describe, expect, it } from 'vitest';
import { parseArguments } from './parse-arguments.ts';
import { count, flag, portNumber, readSettings, UsageError, usage } from './settings.ts';

const declared = {
  port: portNumber(1234),
  secondPort: portNumber(0),
  steps: count(10, 'how many steps'),
  pauseMs: count(5, 'rest for so many ms', 0),
  limit: count(Number.POSITIVE_INFINITY, 'end after so many'),
  veryLoud: flag('print in capitals'),
};
const fallbacks = {
  port: 1234,
  secondPort: 0,
  steps: 10,
  pauseMs: 5,
  limit: Number.POSITIVE_INFINITY,
  veryLoud: false,
};

/** The message of the UsageError that typing this gives. */
function complaint(...typed: string[]): string {
  try {
    readSettings(declared, typed, parseArguments);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error(`no complaint about ${typed.join(' ')}`);
}

describe('readSettings()', () => {
  it('gives every setting its fallback where nothing is typed', () => {
    expect(readSettings(declared, [], parseArguments)).toEqual(fallbacks);
  });

  it('takes ports by position and the rest by name, in any order', () => {
    const values = {
      port: 80,
      secondPort: 81,
      steps: 3,
      pauseMs: 0,
      limit: 7,
      veryLoud: true,
    };
    const options = ['--steps', '3', '--pause-ms=0', '--very-loud', '--limit', '7'];
    expect(readSettings(declared, ['80', '81', ...options], parseArguments)).toEqual(
      values,
    );
    expect(readSettings(declared, [...options, '80', '81'], parseArguments)).toEqual(
      values,
    );
    expect(readSettings(declared, ['80', ...options, '81'], parseArguments)).toEqual(
      values,
    );
  });

  it('takes the first port alone', () => {
    expect(readSettings(declared, ['80'], parseArguments)).toEqual({
      ...fallbacks,
      port: 80,
    });
  });

  it('takes the last of an option that is typed twice', () => {
    expect(
      readSettings(declared, ['--steps', '1', '--steps', '2'], parseArguments),
    ).toMatchObject({
      steps: 2,
    });
  });

  it('takes what follows -- as positions', () => {
    expect(readSettings(declared, ['--', '80'], parseArguments)).toMatchObject({
      port: 80,
    });
  });

  it('asks for help with --help and -h, whatever else is typed', () => {
    expect(readSettings(declared, ['--help'], parseArguments)).toBe('help');
    expect(readSettings(declared, ['80', '-h', '--steps', '3'], parseArguments)).toBe(
      'help',
    );
  });

  it.each(['0', '1', '80', '65535', '00080'])('takes the port %s', (text) => {
    expect(readSettings(declared, [text], parseArguments)).toMatchObject({
      port: Number(text),
    });
  });

  it.each([
    'abc',
    '70000',
    '65536',
    '',
    '1e3',
    ' 80',
    '80 ',
    '0x50',
    '8_0',
    '+80',
    '80.0',
  ])('refuses the port %j and shows it', (text) => {
    expect(complaint(text)).toBe(
      `port is a whole number from 0 to 65535, not "${text}".`,
    );
    expect(complaint('80', text)).toContain('second-port is a whole number');
  });

  it.each(['٣', '∞', 'NaN', 'Infinity', 'null', '99999999999999999999'])(
    'refuses the port %s',
    (text) => {
      expect(complaint(text)).toContain(`not "${text}".`);
    },
  );

  it.each(['-1', '-80', '-1.5'])('takes %s for a number, not for an option', (text) => {
    for (const typed of [[text], ['--steps', text], ['--', text]]) {
      expect(complaint(...typed)).toBe(
        `"${text}" is negative; this program takes whole numbers ≥ 0.`,
      );
    }
  });

  it('refuses a number that is less than its least', () => {
    const message = '--steps is a whole number of at least 1, not';
    expect(complaint('--steps', '0')).toBe(`${message} "0".`);
    expect(complaint('--steps=-1')).toBe(`${message} "-1".`);
    expect(complaint('--steps', 'many')).toBe(`${message} "many".`);
    expect(complaint('--pause-ms', 'x')).toContain('--pause-ms is a whole number of at');
    expect(readSettings(declared, ['--pause-ms', '0'], parseArguments)).toMatchObject({
      pauseMs: 0,
    });
  });

  it('refuses more positions than there are ports', () => {
    expect(complaint('80', '81', 'more')).toBe('"more" is more than this program takes.');
    expect(() => readSettings({}, ['80'], parseArguments)).toThrow('"80" is more than');
  });

  it.each([
    [['--nonsense'], "Unknown option '--nonsense'."],
    [['-x'], "Unknown option '-x'."],
    [['--veryLoud'], "Unknown option '--veryLoud'."],
    [['--port', '80'], "Unknown option '--port'."],
    [['--steps'], "Option '--steps <value>' argument missing."],
    [['--steps', '--very-loud'], "Option '--steps' argument is ambiguous."],
    [['--very-loud=yes'], "Option '--very-loud' does not take an argument."],
  ])('explains %j in one sentence', (typed, message) => {
    expect(complaint(...typed)).toBe(message);
  });
});

describe('usage()', () => {
  it('shows every setting, its fallback, and how to type it', () => {
    expect(usage('example', 'Shows how.', declared)).toBe(
      [
        'Shows how.',
        '',
        'Usage: example [port] [second-port] [options]',
        '',
        '  [port]         a port from 0 to 65535; 1234 if not given',
        '  [second-port]  a port from 0 to 65535; 0 if not given',
        '  --steps N      how many steps; 10 if not given',
        '  --pause-ms N   rest for so many ms; 5 if not given',
        '  --limit N      end after so many',
        '  --very-loud    print in capitals',
        '  --help         print this',
      ].join('\n'),
    );
  });

  it('shows --help for a program without settings', () => {
    expect(usage('bare', 'Does it.', {})).toBe(
      'Does it.\n\nUsage: bare [options]\n\n  --help  print this',
    );
  });
});
