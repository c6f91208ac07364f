import { describe, expect, it } from 'vitest';
import type { ApiExport, ApiMember } from './api-model.ts';
import { ApiNames } from './api-names.ts';

function declared(name: string, members: string[] = []): ApiExport {
  return {
    name,
    members: members.map((each) => declared(each) as unknown as ApiMember),
  } as unknown as ApiExport;
}

const names = new ApiNames([
  { door: 'sim', text: '', exports: [declared('send'), declared('SimulatedKernel')] },
  {
    door: 'would-block',
    text: '',
    exports: [
      declared('Socket', ['recv', 'send']),
      declared('Kernel', ['send', 'epoll_wait']),
      declared('select'),
      declared('count'),
      declared('errno'),
    ],
  },
]);

const named = (text: string, local?: string[]) => names.inProse(text, local)?.name;

describe('ApiNames.inProse()', () => {
  it('knows functions, classes and members in the ways that prose writes them', () => {
    expect(named('select()')).toBe('select');
    expect(named('SimulatedKernel')).toBe('SimulatedKernel');
    expect(named('new Socket()')).toBe('Socket');
    expect(named('socket.recv(buffer)')).toBe('Socket.recv');
    expect(named('recv()')).toBe('Socket.recv');
    expect(named('send()')).toBe('Socket.send');
    expect(named('epoll_wait()')).toBe('Kernel.epoll_wait');
    expect(named('epoll_wait')).toBe('Kernel.epoll_wait');
    expect(named('errno.EAGAIN')).toBe('errno');
  });

  it('takes no everyday word for a name, and no name that a chapter gives to its own', () => {
    expect(named('count')).toBeUndefined();
    expect(named('count()')).toBe('count');
    expect(named('count()', ['count'])).toBeUndefined();
    expect(named('while (true)')).toBeUndefined();
    expect(named('npx course run 01 client')).toBeUndefined();
  });
});
