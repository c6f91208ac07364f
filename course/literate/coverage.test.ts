import { describe, expect, it } from 'vitest';
import { cover, linesToQuote } from './coverage.ts';
import { EXCEPTIONS, readExceptions } from './exceptions.ts';
import { findReadmes, readLibrary, readPrograms } from './files.ts';
import { describeProblem } from './problem.ts';
import { quotationsIn } from './quotation.ts';
import { parseSource } from './regions.ts';
import { README, repository } from './temporary-repository.ts';

const server = `import {
  Socket,
} from 'would-block';
import './side-effect.ts';

// #region listen
listen();

announce();
// #endregion
serve();
done();
`;

function coverage(
  infos: string[],
  exceptions = '[]',
  files: Record<string, string> = {},
) {
  const root = repository({
    'chapters/01-blocking/server.ts': server,
    [EXCEPTIONS]: exceptions,
    ...files,
  });
  const fences = infos.map((info) => ({ info }));
  const quotations = quotationsIn(fences, { root, file: README });
  return cover(readPrograms(root), quotations, readExceptions(root));
}

const messages = (...given: Parameters<typeof coverage>) =>
  coverage(...given).problems.map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );

describe('cover()', () => {
  it('asks for every line but imports, blank lines and markers', () => {
    const lines = linesToQuote(parseSource('server.ts', server));
    expect(lines.map(({ text }) => text)).toEqual([
      'listen();',
      'announce();',
      'serve();',
      'done();',
    ]);
  });

  it('does not take import() and import.meta for imports', () => {
    const source = parseSource('a.ts', "import('x');\nimport.meta.url;\nrun();\n");
    expect(linesToQuote(source)).toHaveLength(3);
  });

  it('is content where regions and the whole file are quoted', () => {
    expect(coverage(['ts file=server.ts#listen', 'ts file=server.ts'])).toEqual({
      lines: 4,
      quoted: 4,
      excepted: 0,
      problems: [],
    });
  });

  it('tells neighbouring lines that nothing quotes together, with their place', () => {
    expect(messages(['ts file=server.ts#listen'])).toEqual([
      `${README}:1: no chapter quotes lines 11–12 of chapters/01-blocking/server.ts:11, ` +
        `“serve();”; quote them here, or give a reason in ${EXCEPTIONS}.`,
    ]);
  });

  it('tells a region that nothing quotes by name', () => {
    expect(messages(['ts file=server.ts'])).toEqual([
      `${README}:1: no chapter quotes region listen of chapters/01-blocking/server.ts:6; ` +
        'quote it here, or remove its markers.',
    ]);
  });

  it('takes a difference for a quotation of all of the newer file, not of the older', () => {
    const letters = [...'abcdefghijklmnop'];
    const files = {
      'chapters/01-blocking/older.ts': `${letters.join('\n')}\n`,
      'chapters/01-blocking/newer.ts': `${['A', ...letters.slice(1, 14), 'end'].join('\n')}\n`,
    };
    const infos = [
      'ts file=server.ts#listen',
      'ts file=server.ts',
      'diff from=older.ts to=newer.ts',
    ];
    expect(messages([...infos, 'ts file=older.ts'], '[]', files)).toEqual([]);
    expect(messages(infos, '[]', files)).toEqual([
      expect.stringContaining(
        'no chapter quotes lines 1–16 of chapters/01-blocking/older.ts:1',
      ),
    ]);
  });

  it('does not ask for the comment that opens a file, but for those after it', () => {
    const text = '/**\n * What this is.\n */\nrun();\n/** Later. */\nrun();\n';
    const lines = linesToQuote(parseSource('a.ts', text));
    expect(lines.map(({ number }) => number)).toEqual([4, 5, 6]);
  });

  it('does not count a quotation that can’t be read', () => {
    expect(coverage(['ts file=server.ts#gone', 'ts flie=server.ts']).quoted).toBe(0);
  });

  it('passes over tests and files in deeper folders', () => {
    const files = {
      'chapters/01-blocking/server.test.ts': 'test();\n',
      'chapters/01-blocking/deeper/data.ts': 'x();\n',
    };
    expect(coverage([], '[]', files).lines).toBe(4);
  });
});

describe('the library', () => {
  const files = {
    [README]: '',
    [EXCEPTIONS]: '[]',
    'lib/sim/clock.ts': "import 'x';\n// #region tick\ntick();\n// #endregion\ntock();\n",
    'lib/sim/clock.test.ts': 'test();\n',
    'lib/sim/kernel.fixture.ts': 'prepare();\n',
  };

  function problems(...infos: string[]): string[] {
    const root = repository(files);
    const fences = infos.map((info) => ({ info }));
    const quotations = quotationsIn(fences, { root, file: README });
    return cover(readLibrary(root), quotations, []).problems.map(describeProblem);
  }

  it('must be quoted, but for tests and fixtures', () => {
    expect(problems('ts file=../../lib/sim/clock.ts#tick')).toEqual([
      'lib/sim/clock.ts:5: no chapter quotes line 5 of lib/sim/clock.ts:5, “tock();”; quote it ' +
        `in the chapter that opens it, or give a reason in ${EXCEPTIONS}.`,
    ]);
    expect(problems('ts file=../../lib/sim/clock.ts')).toEqual([
      'lib/sim/clock.ts:2: no chapter quotes region tick of lib/sim/clock.ts:2; quote it in ' +
        'the chapter that opens it, or remove its markers.',
    ]);
  });

  it('is all of lib, its JavaScript too', () => {
    const all = ['lib/index.ts', 'lib/testing/peer.js', 'lib/testing/peer.ts'];
    const root = repository(Object.fromEntries(all.map((file) => [file, 'a();\n'])));
    expect(readLibrary(root).map(({ file }) => file)).toEqual(all);
  });

  it('is content when all is quoted', () => {
    const clock = 'ts file=../../lib/sim/clock.ts';
    expect(problems(clock, `${clock}#tick`)).toEqual([]);
  });
});

describe('an exception', () => {
  const exception = (what: string) =>
    `- file: chapters/01-blocking/server.ts\n  ${what}\n  reason: nobody need see it\n`;

  it('for a text is counted', () => {
    const exceptions = exception('text: serve();') + exception('text: done();');
    expect(coverage(['ts file=server.ts#listen'], exceptions)).toEqual({
      lines: 4,
      quoted: 2,
      excepted: 2,
      problems: [],
    });
  });

  it('for a region excuses its name as well', () => {
    const text = exception('text: serve();') + exception('text: done();');
    expect(messages([], text + exception('region: listen'))).toEqual([]);
  });

  it('that excuses nothing must go', () => {
    expect(
      messages(
        ['ts file=server.ts#listen', 'ts file=server.ts'],
        exception('text: gone();'),
      ),
    ).toEqual([
      `${EXCEPTIONS}:1: “gone();” of chapters/01-blocking/server.ts is quoted or gone; ` +
        'remove this exception.',
    ]);
  });

  it('without a reason, or with both a text and a region, is refused', () => {
    expect(() => coverage([], '- file: a.ts\n  text: b\n')).toThrow('needs `reason`');
    expect(() => coverage([], exception('text: a\n  region: b'))).toThrow(
      'needs either `region` or `text`',
    );
  });
});

describe('findReadmes()', () => {
  it('finds the root’s, the chapters’ and the exercises’, and no others', () => {
    const root = repository({
      'README.md': '',
      [README]: '',
      'exercises/01-blocking/1-echo/README.md': '',
      'solutions/01-blocking/1-echo/README.md': '',
      'lib/README.md': '',
      'chapters/01-blocking/OLD-README.md': '',
      'chapters/node_modules/x/README.md': '',
    });
    expect(findReadmes(root)).toEqual([
      'README.md',
      README,
      'exercises/01-blocking/1-echo/README.md',
      'solutions/01-blocking/1-echo/README.md',
    ]);
  });
});
