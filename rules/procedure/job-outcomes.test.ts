import type { DiscretionResult, Finding } from '#contracts';
import { discretionOutcome, reviewOutcome } from './job-outcomes.ts';

const finding = (gate: string, level: Finding['level'], outcome: Finding['outcome']): Finding => ({
  ...{ gate, name: gate, level, outcome, message: `${gate} 的原因` },
  ...{ basis: [], origin: '法', lookedAt: [] },
});

describe('the end of a review check', () => {
  const blocked = [
    finding('G16', 'block', 'failed'),
    finding('G20', 'warn', 'failed'),
    finding('G17', 'block', 'passed'),
  ];

  test('a failed 阻断 gate is an error with all reasons; warnings alone let pass', () => {
    expect(reviewOutcome(blocked, undefined)).toMatchObject({
      error: 'GATE_BLOCKED',
      message: 'G16 G16 的原因；G20 G20 的原因',
      output: { review: { passed: false, blocking: 1, warnings: 1, failedGates: ['G16', 'G20'] } },
    });
    expect(reviewOutcome([blocked[1]!], 'error')).toEqual({
      output: { review: { passed: true, blocking: 0, warnings: 1, failedGates: ['G20'] } },
    });
  });

  test('a model that only wants to know gets the result', () => {
    expect(reviewOutcome(blocked, 'output')).not.toHaveProperty('error');
  });
});

describe('the end of a discretion check', () => {
  const result = (deviates: boolean, outsideStatutory: boolean): DiscretionResult =>
    ({
      ...{ recommendedTier: 'lenient', minFen: 100, matched: [{ code: 'Q09' }] },
      deviation: { deviates, outsideStatutory, reason: '超出', needs: '要有理由' },
    }) as unknown as DiscretionResult;

  test('outside the statutory range is an error always, a deviation where the model says so', () => {
    expect(discretionOutcome(result(true, true), undefined)).toMatchObject({
      error: 'OUTSIDE_STATUTORY_RANGE',
      message: '超出',
    });
    expect(discretionOutcome(result(true, false), 'error')).toMatchObject({
      error: 'DISCRETION_DEVIATION',
      message: '要有理由',
    });
    expect(discretionOutcome(result(true, false), undefined)).toEqual({
      output: {
        discretion: {
          ...{ tier: 'lenient', minFen: 100, maxFen: null, deviates: true, outsideStatutory: false, matched: ['Q09'] },
        },
      },
    });
  });
});
