import { expect, it } from 'vitest';
import { securityPolicyFor } from '../hosting/security-policy.ts';
import { documentFaults } from './documents.ts';

const policy = `<meta http-equiv="Content-Security-Policy" content="${securityPolicyFor('')}">`;
const faults = (text: string) => documentFaults(new Map([['a/index.html', text]]));

it('lets a page pass that has the policy, and each id once', () => {
  expect(faults(`${policy}<h1 id="a">A</h1><p id="b" class="a"><br></p>`)).toEqual([]);
});

it('tells an id that is there twice, once', () => {
  expect(faults(`${policy}<h1 id="a">A</h1><p id="a"><b id="a"></b></p>`)).toEqual([
    { page: 'a/', what: 'two elements have the id a' },
  ]);
});

it('tells an element that is not closed, or closed twice', () => {
  const what = (name: string) => `not every <${name}> is closed, or one twice`;
  expect(faults(`${policy}<div><p>A</p><svg><path d="M0 0"/></svg>`)).toEqual([
    { page: 'a/', what: what('div') },
  ]);
  expect(faults(`${policy}<div>A</div></div>`)).toHaveLength(1);
  expect(faults(`${policy}<script>a = '<b>'</script>`)[0]?.what).not.toContain('<b>');
});

it('tells that there is no policy, or one that allows more', () => {
  const what = 'it has no Content-Security-Policy, or another one';
  expect(faults('<h1>A</h1>')).toEqual([{ page: 'a/', what }]);
  expect(faults(policy.replace("default-src 'none'", 'default-src *'))).toHaveLength(1);
  expect(faults(`${policy}<script>alert()</script>`)).toEqual([{ page: 'a/', what }]);
});
