import { expect, it } from 'vitest';
import { conversation } from '../../../lib/trace/conversation.fixture.ts';
import { replayOf } from '../../../lib/trace/index.ts';
import { packTrace, unpackTrace } from './packed-trace.ts';

it('a run that was packed and unpacked is the same, and says each text once', () => {
  const trace = { title: 'A run', ...replayOf(conversation()), sources: [] };
  const packed = packTrace(trace);
  expect(unpackTrace(JSON.parse(JSON.stringify(packed)))).toEqual(trace);
  expect(new Set(packed.texts).size).toBe(packed.texts.length);
});
