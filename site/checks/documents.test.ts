import { expect, it } from 'vitest';
import { securityPolicyFor } from '../hosting/security-policy.ts';
import { documentFaults } from './documents.ts';

const policy = `<meta http-equiv="Content-Security-Policy" content="${securityPolicyFor('')}">`;
const faults = (text: string) => documentFaults(new Map([['a/index.html', text]]));

it('lets a page pass that has the policy, and each id once', () => {
  expect(faults(`${policy}<h1 id="a">A</h1><p id="b" class="a">`)).toEqual([]);
});

it('tells an id that is there twice, once', () => {
  expect(faults(`${policy}<h1 id="a">A</h1><p id="a"><b id="a">`)).toEqual([
    { page: 'a/', what: 'two elements have the id a' },
  ]);
});

it('tells that there is no policy, or one that allows more', () => {
  const what = 'it has no Content-Security-Policy, or another one';
  expect(faults('<h1>A</h1>')).toEqual([{ page: 'a/', what }]);
  expect(faults(policy.replace("default-src 'none'", 'default-src *'))).toHaveLength(1);
  expect(faults(`${policy}<script>alert()</script>`)).toEqual([{ page: 'a/', what }]);
});
