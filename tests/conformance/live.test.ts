import { randomScenario } from '../scenarios/random/cases.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import type { SideBySide } from '../scenarios/support/side-by-side.ts';
import { startSideBySide } from '../scenarios/support/side-by-side.ts';
import type { Scenario } from '../scenarios/support/steps.ts';
import { movesClock } from '../scenarios/support/steps.ts';
import { zeebeAvailable } from '../support/zeebe.ts';

// Both engines play the same scenarios one after the other, each on one engine for all of them, so that what one
// leaves behind is the same for the next. `LIVE=all` plays every scenario, which takes some minutes.

const { LIVE } = process.env;
/** Of the scenarios every n-th is played, whose traces are all kept as goldens besides. */
const EVERY = LIVE === 'all' ? 1 : 7;
const SEEDS = LIVE === 'all' ? 40 : 8;

const everyNth = scenarios.filter((_, index) => index % EVERY === 0);

const chosen: Scenario[] = [
  ...everyNth.filter((scenario) => !movesClock(scenario)),
  ...Array.from({ length: SEEDS }, (_, index) => randomScenario(index + 1)),
  ...everyNth.filter(movesClock),
];

if (zeebeAvailable()) {
  describe('live, the embedded engine does what a real Zeebe 8.6.0 does, record by record', () => {
    let both: SideBySide;
    beforeAll(async () => {
      both = await startSideBySide();
    }, 180_000);
    afterAll(() => both?.stop(), 60_000);

    test.each(chosen.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      async (_name, scenario) => {
        const { zeebe, broker } = await both.play(scenario);
        expect(broker.outcomes).toEqual(zeebe.outcomes);
        expect(broker.events).toEqual(zeebe.events);
        expect(broker.messages).toEqual(zeebe.messages);
      },
      120_000,
    );
  });
} else {
  test('there is no real Zeebe here to compare with', () => expect(chosen.length).toBeGreaterThan(0));
}
