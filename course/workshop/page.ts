/**
 * The instructor's page of a workshop, in Markdown: to be printed, or open beside the terminal.
 */

import type { Chapter, Exercise, LessonStep } from '../catalogue.ts';
import { shortName } from '../contents.ts';
import { readHints } from '../exercises/hints.ts';
import { mistakesOf } from '../exercises/mistakes.ts';
import type { Item, Plan } from './plan.ts';
import { askedQuestion } from './quiz-answer.ts';

/** The page. `startMinutes` is the time of day at which it begins, in minutes since midnight. */
export function workshopPage(plan: Plan, startMinutes: number, asked: number): string {
  const times = timesOf(plan.items, startMinutes);
  const parts = plan.items.map((item, index) => partOf(item, times[index] ?? ''));
  return `${[
    '# Would Block in half a day',
    ...summary(plan, asked),
    '## Schedule',
    schedule(plan.items, times),
    '## Before the day',
    beforeTheDay,
    ...parts.filter((part) => part !== ''),
    ...atHome(plan),
  ].join('\n\n')}\n`;
}

/** What fits, and by how much the rest does not. */
export function summary(
  { minutes, coreOver, over, atHome }: Plan,
  asked: number,
): string[] {
  const whole = `The whole core takes ${asked + coreOver} minutes.`;
  if (over > 0) {
    return [
      `${whole} This is the least of it: ${minutes} minutes, ${over} more than the ${asked} that there are.`,
    ];
  }
  if (coreOver === 0) return [`The core, in ${minutes} of ${asked} minutes.`];
  const left = `${atHome.map(shortName).join(', ')} ${atHome.length === 1 ? 'is' : 'are'}`;
  return [
    `${whole} That is ${coreOver} more than the ${asked} that there are, so ${left} left for home: ${minutes} minutes remain.`,
  ];
}

const beforeTheDay = `- Everybody: clone the repository, \`npm ci\`, and \`npx course doctor\`. Where that finds something, \`.devcontainer/\` starts the same in a container.
- You: run every command of this page once on your own machine. Numbers differ from machine to machine, and the room will ask.
- A projector that shows 80 columns, two terminals side by side, and no notifications.
- \`npx course watch\` is what people have open during exercises. Every command of it stands at the bottom of its screen.`;

function partOf(item: Item, time: string): string {
  switch (item.kind) {
    case 'arrival':
      return `## ${time} Arrival (${item.minutes} min)\n\n\`npx course doctor\` on every machine. Pair up whoever has no machine that works.`;
    case 'break':
      return `## ${time} Break (${item.minutes} min)`;
    case 'end':
      return `## ${time} End (${item.minutes} min)\n\nEverybody says one thing that they can now explain. Show \`npx course list\`, which says where to go on.`;
    case 'lesson':
      return lessonPart(item.chapter, item.minutes, time);
    case 'exercise':
      return exercisePart(item.exercise, item.minutes, time);
  }
}

function lessonPart(chapter: Chapter, minutes: number, time: string): string {
  const { number, title, question, workshop } = chapter;
  return [
    `## ${time} ${number} · ${title} (${minutes} min)`,
    `> ${question}`,
    ...(workshop?.steps ?? []).map((step) => stepPart(step, chapter)),
  ].join('\n\n');
}

function stepPart(step: LessonStep, chapter: Chapter): string {
  if ('say' in step) return `**Say.** ${step.say}`;
  if ('run' in step) return `**Run.** \`npx course run ${chapter.number} ${step.run}\``;
  const { question, letter, why } = askedQuestion(chapter, step.ask);
  return `**Ask, and let hands go up before you run anything.** ${question}\n\nThe answer is **${letter}**. ${why}`;
}

function exercisePart(exercise: Exercise, minutes: number, time: string): string {
  const [hint] = readHints(exercise.folder);
  const stuck = [exercise.stuck, hint ? `Ask: ${hint.text.replace(/\s+/g, ' ')}` : ''];
  const name = shortName(exercise);
  return [
    `### ${time} Exercise ${name} · ${exercise.title} (${minutes} min)`,
    `The room: \`npx course watch ${name}\`. The task: \`exercises/${exercise.id}/README.md\``,
    `**Where rooms get stuck.** ${stuck.filter((text) => text !== '').join(' ')}`,
    `**Mistakes to expect.** The course names each of them when it sees it:`,
    mistakesOf(exercise.folder)
      .map(({ diagnosis }) => `- ${diagnosis}`)
      .join('\n'),
  ].join('\n\n');
}

function atHome({ atHome: exercises, skipped }: Plan): string[] {
  const parts: string[] = [];
  if (exercises.length > 0) {
    const lines = exercises.map(
      (exercise) =>
        `- ${shortName(exercise)} · ${exercise.title} (${exercise.minutes} min)`,
    );
    parts.push('## For home', lines.join('\n'));
  }
  if (skipped.length > 0) {
    const lines = skipped.map(
      ({ number, title, question }) => `- ${number} · ${title}: ${question}`,
    );
    parts.push('## Left out, and worth reading', lines.join('\n'));
  }
  return parts;
}

function schedule(items: readonly Item[], times: readonly string[]): string {
  const rows = items.map(
    (item, index) => `| ${times[index]} | ${item.minutes} | ${nameOf(item)} |`,
  );
  return ['| from | min | what |', '| --- | --- | --- |', ...rows].join('\n');
}

function nameOf(item: Item): string {
  switch (item.kind) {
    case 'arrival':
      return 'arrival, doctor';
    case 'lesson':
      return `${item.chapter.number} · ${item.chapter.title}`;
    case 'exercise':
      return `exercise ${shortName(item.exercise)}: ${item.exercise.title}`;
    default:
      return item.kind;
  }
}

/** The time of day at which each item begins: `09:40`. */
function timesOf(items: readonly Item[], startMinutes: number): string[] {
  let now = startMinutes;
  return items.map(({ minutes }) => {
    const time = [Math.floor(now / 60) % 24, now % 60];
    now += minutes;
    return time.map((part) => String(part).padStart(2, '0')).join(':');
  });
}
