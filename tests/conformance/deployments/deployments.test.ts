import { readFileSync } from 'node:fs';
import { zeebeAvailable } from '../../support/zeebe.ts';
import type { Answers } from './answers.ts';
import { FILES, ourAnswer, zeebesAnswers } from './answers.ts';
import { DEPLOYMENT_DIFFERENCES, sameBut } from './differences.ts';

const goldens = JSON.parse(readFileSync(new URL('./goldens.json', import.meta.url), 'utf8')) as Answers;

test('every file has an answer of a real Zeebe 8.6.0, and a name of its own', () => {
  expect(Object.keys(goldens)).toEqual(FILES.map(([name]) => name));
});

test.each(FILES.filter(([name]) => !DEPLOYMENT_DIFFERENCES[name]))('%s is answered as by Zeebe', (name, text) => {
  expect(sameBut(ourAnswer(name, text))).toBe(goldens[name]);
});

test.each(FILES.filter(([name]) => DEPLOYMENT_DIFFERENCES[name]))(
  '%s is answered otherwise, as is known',
  (name, text) => {
    expect(sameBut(ourAnswer(name, text))).not.toBe(goldens[name]);
  },
);

if (process.env.LIVE === 'all' && zeebeAvailable())
  test('live, a real Zeebe 8.6.0 still answers so', async () => {
    const answers = await zeebesAnswers();
    const known = (name: string) => DEPLOYMENT_DIFFERENCES[name] !== undefined;
    const kept = (of: Answers) => Object.fromEntries(Object.entries(of).filter(([name]) => !known(name)));
    expect(kept(answers)).toEqual(kept(goldens));
  }, 240_000);
