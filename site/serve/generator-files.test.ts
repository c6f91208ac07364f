import { expect, it } from 'vitest';
import { root } from '../../course/catalogue.ts';
import { generatorFiles } from './generator-files.ts';

it('generatorFiles() tells what is loaded by the builder from what it reads', async () => {
  const files = await generatorFiles(root);
  expect(files).toContain('site/pages/chapter.ts');
  expect(files).toContain('site/listings/types/name-facts.ts');
  expect(files).toContain('course/literate/regions.ts');
  expect(files).not.toContain('site/client/quiz.ts');
  expect(files).not.toContain('lib/net/socket.ts');
  expect(files).not.toContain('chapters/01-blocking/server.ts');
});
