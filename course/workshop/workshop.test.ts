import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chapters } from '../catalogue.ts';
import { course, temporaryFolder } from '../course-process.ts';
import { summary, workshopPage } from './page.ts';
import { type Item, planWorkshop } from './plan.ts';

const all = chapters();
const core = all
  .filter(({ workshop }) => workshop !== undefined)
  .flatMap(({ exercises }) => exercises)
  .filter(({ tags }) => tags.includes('core'));

function exercisesIn(items: readonly Item[]): string[] {
  return items.flatMap((item) => (item.kind === 'exercise' ? [item.exercise.id] : []));
}

describe('planWorkshop()', () => {
  it.each([30, 120, 210, 300, 480, 1_440])(
    'fits the core into %i minutes, or says by how much it does not',
    (minutes) => {
      const plan = planWorkshop(all, minutes);
      const length = plan.items.reduce((sum, item) => sum + item.minutes, 0);
      expect(plan.minutes).toBe(length);
      expect(plan.over).toBe(Math.max(0, length - minutes));
      const done = [...exercisesIn(plan.items), ...plan.atHome.map(({ id }) => id)];
      expect(done.sort()).toEqual(core.map(({ id }) => id).sort());
      expect(plan.coreOver > 0).toBe(plan.atHome.length > 0 || plan.over > 0);
    },
  );

  it('fits half a day, with something to do in every chapter that has a core exercise', () => {
    const plan = planWorkshop(all, 210);
    expect(plan.over).toBe(0);
    const lessons = plan.items.flatMap((item) =>
      item.kind === 'lesson' ? [item.chapter.id] : [],
    );
    for (const id of lessons) {
      if (!core.some(({ chapter }) => chapter === id)) continue;
      expect(exercisesIn(plan.items).some((exercise) => exercise.startsWith(id))).toBe(
        true,
      );
    }
  });

  it('leaves nothing for home when there is time for everything', () => {
    const plan = planWorkshop(all, 1_440);
    expect([plan.atHome, plan.coreOver, plan.over]).toEqual([[], 0, 0]);
  });

  it('lets nobody sit for more than 75 minutes', () => {
    let sitting = 0;
    for (const { kind, minutes } of planWorkshop(all, 1_440).items) {
      sitting = kind === 'break' ? 0 : sitting + minutes;
      // The last five are for going home.
      expect(sitting).toBeLessThanOrEqual(kind === 'end' ? 80 : 75);
    }
  });
});

describe('the page', () => {
  const page = workshopPage(planWorkshop(all, 1_440), 9 * 60 + 30, 1_440);

  it('says when everything begins', () => {
    expect(page).toContain('| 09:30 | 10 | arrival, doctor |');
    expect(page).toMatch(/^## 09:40 01 · Blocking \(\d+ min\)$/m);
  });

  it('holds the steps of every chapter, and of every exercise what to expect', () => {
    for (const { number, workshop } of all) {
      for (const step of workshop?.steps ?? []) {
        if ('say' in step) expect(page).toContain(`**Say.** ${step.say}`);
        if ('run' in step) expect(page).toContain(`npx course run ${number} ${step.run}`);
      }
    }
    const asked = all.flatMap(({ workshop }) =>
      (workshop?.steps ?? []).filter((step) => 'ask' in step),
    );
    expect(page.match(/^The answer is \*\*[A-Z]\*\*\. \S/gm)).toHaveLength(asked.length);
    expect(page.match(/^\*\*Where rooms get stuck\.\*\* \S/gm)).toHaveLength(core.length);
    expect(page).not.toMatch(/<!--/);
  });

  it('says what does not fit', () => {
    const plan = planWorkshop(all, 210);
    const [line = ''] = summary(plan, 210);
    expect(line).toContain(`${plan.coreOver} more than the 210`);
    for (const { chapter, number } of plan.atHome) {
      expect(line).toContain(`${chapter.slice(0, 2)}/${number}`);
    }
    expect(summary(planWorkshop(all, 30), 30)[0]).toMatch(
      /\d+ more than the 30 that there are/,
    );
  });
});

describe('course workshop', { timeout: 30_000 }, () => {
  const root = join(import.meta.dirname, '..', '..');

  it('writes the page to a file, and tells a wrong time in a line', async () => {
    const file = join(temporaryFolder(), 'page.md');
    const typed = `workshop --start 13:15 --minutes 240 --out`;
    const { code, output } = await course(`${typed} page.md`, {
      root,
      cwd: join(file, '..'),
    });
    expect([code, output]).toEqual([0, expect.stringContaining('The page is page.md\n')]);
    expect(readFileSync(file, 'utf8')).toContain('| 13:15 | 10 | arrival, doctor |');
    expect(await course('workshop --start 25:00', { root })).toEqual({
      code: 2,
      output: '',
      errors: '--start takes a time of day such as 09:00, not 25:00.\n',
    });
  });
});
