import { describe, expect, it } from 'vitest';
import { README } from '../../course/literate/temporary-repository.ts';
import { renderChapter, smallCourse } from './small-course.fixture.ts';

const server = `export class Server {
  // #region open
  /** Opens it. */
  open(port: number): string {
    return String(port);
  }
  // #endregion

  // #region close
  close(): void {}
  // #endregion
}
`;

const older = 'const sent = 1;\nprint(sent);\n\nfunction print(_: number): void {}\n';
const newer =
  'const sent = 2;\nprint(sent);\n\nfunction print(_: number): void {}\nexport {};\n';

const folder = 'chapters/01-blocking';
const fence = (info: string) => `\`\`\`${info}\n\`\`\`\n`;
const readme = [fence('ts file=server.ts#open'), fence('ts file=server.ts#close')].join(
  '\n',
);

const files = {
  [README]: readme,
  [`${folder}/server.ts`]: server,
  'exercises/01-blocking/1-open/README.md': fence(
    'ts file=../../../chapters/01-blocking/server.ts#open',
  ),
};

/** The text that a reader sees. */
const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&gt;', '>');

describe('a listing', () => {
  it('tells its file, and the ways to the others of the file', async () => {
    const html = renderChapter(await smallCourse(files), readme);
    expect(html).toContain('<figure class="listing" id="listing-server-open">');
    expect(html).toContain('id="listing-server-close"');
    expect(textOf(html)).toContain('server.ts ↑ 1 of 2 ↓ also in exercise 01/1');
    expect(html).toContain('href="#listing-server-close" aria-label="server.ts, 2 of 2"');
    expect(html).toContain(
      'href="../../exercises/01-blocking/1-open/#listing-chapters-01-blocking-server-open"',
    );
  });

  it('is in the colours that its lines have in their file, and starts at the margin', async () => {
    const html = renderChapter(await smallCourse(files), readme);
    expect(html).toContain('<i>/** Opens it. */</i>\n<bdi>open</bdi>');
  });

  it('knows what it is a part of, and what its names are in a file to be fetched', async () => {
    const course = await smallCourse(files, { isTyped: true });
    const html = course.listings.explanations.settle(renderChapter(course, readme));
    expect(textOf(html)).toContain('server.ts in Server');
    const [output] = course.listings.explanations.outputs();
    expect(html).toContain(`data-names="../../${output?.path}#0"`);
    const { explanations, blocks } = JSON.parse(String(output?.content));
    expect(explanations.map(([code]: string[]) => textOf(code ?? ''))).toEqual([
      'Server.open(port: number): string',
      'port: number',
      'String(value?: any): string',
      'Server.close(): void',
    ]);
    expect(explanations[0][1]).toBe('Opens it.');
    // The first name stands 17 characters after the start, behind its comment.
    expect(blocks[0].slice(0, 3)).toEqual([17, 4, 0]);
  });

  it('of a region that is not there is told with file and line', async () => {
    const course = await smallCourse(files);
    const text = `# Title\n\n${fence('ts file=server.ts#away')}`;
    expect(() => renderChapter(course, text)).toThrow(
      `${README}:3: ${folder}/server.ts has no region away`,
    );
  });

  it('of a file with an error of types is told with file and line', async () => {
    const wrong = server.replace('String(port)', 'port');
    const making = smallCourse(
      { ...files, [`${folder}/server.ts`]: wrong },
      { isTyped: true },
    );
    await expect(making).rejects.toThrow(
      `${folder}/server.ts:5: Type 'number' is not assignable to type 'string'. (TS2322) ` +
        `${README}:1 shows this line.`,
    );
  });
});

describe('a difference', () => {
  it('shows all of the newer part, and struck what it no longer has of the older', async () => {
    const text = `${fence('ts file=old.ts')}\n${fence('diff from=old.ts to=new.ts')}`;
    const course = await smallCourse({
      [README]: text,
      [`${folder}/old.ts`]: older,
      [`${folder}/new.ts`]: newer,
    });
    const html = renderChapter(course, text);
    const [, difference = ''] = html.split('<figure class="listing difference"');
    expect(textOf(difference)).toContain('new.ts grew from old.ts');
    expect(difference).toContain('<a href="#listing-old">');
    expect(difference).not.toContain('@@');
    const removed = /<del>([\s\S]*?)<\/del>/.exec(difference)?.[1] ?? '';
    expect(textOf(removed)).toBe('const sent = 1;\n');
    const code = difference.replace(/<del>[\s\S]*?<\/del>/g, '').split('<pre')[1] ?? '';
    expect(textOf(`<pre${code}`)).toBe(newer);
    expect(difference.match(/<ins>/g)).toHaveLength(2);
  });

  it('of two parts that do not differ is told with file and line', async () => {
    const text = fence('diff from=old.ts to=old.ts');
    const course = await smallCourse({ [README]: text, [`${folder}/old.ts`]: older });
    expect(() => renderChapter(course, text)).toThrow(`${README}:1: old.ts and`);
  });
});
