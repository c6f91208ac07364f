import { describe, expect, it } from 'vitest';
import { course } from '../course-process.ts';

describe('course doctor', () => {
  it('finds nothing missing on a machine that runs these tests', async () => {
    const { code, output, errors } = await course('doctor');
    expect(errors).toBe('');
    expect(output).not.toContain('MISSING');
    expect(output).toContain('OK       a socket connects over 127.0.0.1');
    expect(output).toMatch(/OK {7}(epoll|kqueue)/);
    expect(output.trimEnd().split('\n')).toHaveLength(8);
    expect(code).toBe(0);
  });
});
