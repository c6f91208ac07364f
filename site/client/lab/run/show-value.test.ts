import { expect, it } from 'vitest';
import { showValue, showValues } from './show-value.ts';

it('showValues() leaves texts as they are, and shows the rest as one would write it', () => {
  expect(showValues(['a', 1, 'b c', null, undefined, 3n, Symbol('s')])).toBe(
    'a 1 b c null undefined 3n Symbol(s)',
  );
});

it.each([
  [{ a: 'x', b: [1, 2] }, "{ a: 'x', b: [ 1, 2 ] }"],
  [[], '[]'],
  [new Uint8Array([1, 2]), 'Uint8Array(2) [ 1, 2 ]'],
  [new Map([['a', { b: 1 }]]), "Map(1) { 'a' => { b: 1 } }"],
  [new Set([1]), 'Set(1) { 1 }'],
  [new TypeError('no'), 'TypeError: no'],
  [class Foo {}, '[Function: Foo]'],
  [new (class Foo {})(), 'Foo {}'],
  [Object.create(null), '[no prototype] {}'],
  [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: [Object] } } }'],
])('showValue() shows %s', (value, text) => {
  expect(showValue(value)).toBe(text);
});

it('showValue() shows a circle, a long list, and what refuses to be looked at', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(showValue(circle)).toBe('{ self: [Circular] }');
  expect(showValue(new Uint8Array(1000))).toContain('0, … 900 more ]');
  const refusing = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  expect(showValue(refusing)).toBe('[a value that cannot be shown]');
});
