import { startZeebe } from '../../../scripts/zeebe.mjs';
import { GATEWAY_FORMS } from '../../support/gateway-thread.ts';
import { zeebeAvailable } from '../../support/zeebe.ts';
import { ANSWER_DIFFERENCES } from './answer-differences.ts';
import type { ComparedAnswer } from './compare.ts';
import { compareAnswers, compareAnswersOf } from './compare.ts';

/** Ours and Zeebe's by the name of the call, so that a failure shows both. */
const sides = (answers: ComparedAnswer[]) => [
  Object.fromEntries(answers.map(({ name, ours }) => [name, ours])),
  Object.fromEntries(answers.map(({ name, golden }) => [name, golden])),
];

describe.each(GATEWAY_FORMS)('%s', (_, form) => {
  let compared: ComparedAnswer[];
  beforeAll(async () => {
    compared = await compareAnswers(form);
  }, 120_000);

  test('every call has an answer of a real Zeebe 8.6.0, and a name of its own', () => {
    expect(compared.filter(({ golden }) => golden === undefined).map(({ name }) => name)).toEqual([]);
    expect(new Set(compared.map(({ name }) => name)).size).toBe(compared.length);
  });

  test('our answers are the same, but for what is known', () => {
    const [ours, zeebes] = sides(compared.filter(({ equal, reason }) => !equal && reason === undefined));
    expect(ours).toEqual(zeebes);
  });

  test('what is known to differ does differ', () => {
    const differing = compared.filter(({ equal }) => !equal).map(({ name }) => name);
    expect(Object.keys(ANSWER_DIFFERENCES).filter((name) => !differing.includes(name))).toEqual([]);
  });
});

if (process.env.LIVE === 'all' && zeebeAvailable())
  test('live, a real Zeebe 8.6.0 still answers so', async () => {
    const zeebe = await startZeebe({ grpcPort: 0, restPort: 0 });
    try {
      const [now, kept] = sides((await compareAnswersOf(zeebe)).filter(({ equal }) => !equal));
      expect(now).toEqual(kept);
    } finally {
      await zeebe.stop();
    }
  }, 240_000);
