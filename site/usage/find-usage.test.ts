import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findUsage } from './find-usage.ts';
import { keyOf } from './usage.ts';

/** A small library with one system call, and a program of a chapter that uses it. */
const FILES: Readonly<Record<string, string>> = {
  '/lib/sys/kernel.ts': `
/** The door. */
export interface Kernel {
  /** send(2). */
  send(fd: number): number;
}`,
  '/lib/net/socket.ts': `
import type { Kernel } from '../sys/kernel.ts';
export class Socket {
  declare kernel: Kernel;
  send() {
    return this.#send();
  }
  #send() {
    return this.kernel.send(1);
  }
}`,
  '/lib/sim/kernel.ts': `
import type { Kernel } from '../sys/kernel.ts';
export class SimulatedKernel {
  declare below: Kernel;
  send(fd: number) {
    return this.below.send(fd);
  }
}`,
  '/chapters/01-one/client.ts': `
import { Socket } from '../../lib/net/socket.ts';
const socket = new Socket();
const other = { send() {} };
socket.send();
other.send();
`,
};

function usageOf(files: Readonly<Record<string, string>>) {
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => {
      const text = files[name];
      return text === undefined
        ? undefined
        : ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    },
    fileExists: (name) => name in files,
    directoryExists: () => true,
    readFile: (name) => files[name],
  };
  const options = {
    noLib: true,
    noEmit: true,
    types: [],
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  return findUsage('/', ts.createProgram(Object.keys(files), options, host));
}

describe('findUsage()', () => {
  const usage = usageOf(FILES);

  it('tells a method of the library from others of the same name', () => {
    const send = keyOf({ file: 'lib/net/socket.ts', line: 5 });
    expect(usage.uses[send]).toEqual([{ file: 'chapters/01-one/client.ts', line: 5 }]);
  });

  it('knows who makes a system call, and who comes to make it', () => {
    expect(usage.makers.send).toEqual([
      {
        file: 'lib/net/socket.ts',
        line: 9,
        name: 'Socket.#send',
        key: 'lib/net/socket.ts:8',
      },
    ]);
    expect(usage.makes['lib/net/socket.ts:5']).toEqual(['send']);
  });

  it('does not count a kernel among those who make calls', () => {
    expect(Object.keys(usage.makes).join()).not.toContain('lib/sim');
    expect(usage.makers.send).toHaveLength(1);
  });

  it('knows what the programs of a chapter declare themselves', () => {
    expect(usage.declared['chapters/01-one']).toEqual(['socket', 'other', 'send']);
  });
});
