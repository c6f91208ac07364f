import { expect, it } from 'vitest';
import { explained } from './what-there-is.ts';

it('explained() says what the lab has, where a module is missing', () => {
  const node =
    "Cannot find name 'node:fs'. Do you need to install type definitions for node?";
  expect(explained(2591, node)).toMatch(
    /^There is no module 'node:fs' here. The lab has /,
  );
  expect(explained(2307, "Cannot find module './x'")).toContain("no module './x'");
});

it('explained() tells how to let time pass, where a timer is missing', () => {
  expect(explained(2304, "Cannot find name 'setTimeout'.")).toContain(
    'sleeps for 100 ms',
  );
});

it('explained() leaves away what helps only where there is a Node', () => {
  const message = "Cannot find name 'require'. Do you need to install type definitions?";
  expect(explained(2580, message)).toBe("Cannot find name 'require'.");
});
