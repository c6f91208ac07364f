import { expect, it } from 'vitest';
import * as library from '../../lib/index.ts';
import { doors } from '../client/lab/run/doors.ts';

it('the lab knows every name of the library, so that no program of a chapter misses one', () => {
  const ofLab = Object.keys(doors['would-block']);
  expect(ofLab.toSorted()).toEqual(Object.keys(library).toSorted());
});
