import { describe, expect, it } from 'vitest';
import { plainMarkdown, withoutComments } from './plain-markdown.ts';

describe('withoutComments()', () => {
  it('leaves out the comments, and the lines that are nothing else', () => {
    expect(
      withoutComments(
        'One.\n\n<!-- quiz a -->\n\nTook <!-- value=b -->3<!-- /value --> ms.\n',
      ),
    ).toBe('One.\n\nTook 3 ms.\n');
  });

  it('keeps those in code', () => {
    const text = 'a\n```html\n<!-- kept -->\n```\nb\n';
    expect(withoutComments(text)).toBe(text);
  });
});

describe('plainMarkdown()', () => {
  it('moves the answers to the end', () => {
    const question = (name: string) =>
      `${name}?\n\n<details>\n<summary>Answer</summary>\n\n**${name}.**\n\n</details>\n`;
    expect(plainMarkdown(`${question('A')}\n${question('B')}\nThe end.\n`)).toBe(
      `A?

(The answer is at the end, as answer 1.)

B?

(The answer is at the end, as answer 2.)

The end.

## The answers

### Answer 1

**A.**

### Answer 2

**B.**
`,
    );
  });

  it('unfolds what else is folded, and describes pictures', () => {
    expect(
      plainMarkdown(
        '![A bar.](a.svg)\n\n<details><summary>In words</summary>\n\nLong.\n\n</details>\n\nOn.\n',
      ),
    ).toBe('[Picture] A bar.\n\nIn words:\n\nLong.\n\nOn.\n');
  });
});
