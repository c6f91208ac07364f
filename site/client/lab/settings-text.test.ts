import { describe, expect, it } from 'vitest';
import { readSettingsText, settingsText } from './settings-text.ts';

describe('settings in the address', () => {
  it('are nothing where all is as in the chapter', () => {
    expect(settingsText({ faults: [], seed: 1 })).toBe('');
    expect(readSettingsText('')).toEqual({ faults: [], seed: 1 });
  });

  it('are read as they were written', () => {
    const settings = {
      bandwidthBytesPerMs: 5000,
      appetiteBytesPerMs: Infinity,
      faults: ['reset', 'interrupt'],
      seed: 7,
      options: '--clients 2',
    };
    expect(readSettingsText(settingsText(settings))).toEqual(settings);
    expect(settingsText({ faults: ['reset'], seed: 1 })).toBe('faults=reset');
  });

  it('are as in the chapter where they make no sense', () => {
    expect(readSettingsText('buffer=-3&seed=x&appetite=fast')).toEqual({
      faults: [],
      seed: 1,
    });
  });
});
