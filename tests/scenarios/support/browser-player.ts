// What a page or a bare context runs to play scenarios: the entry of a bundle for the browser.
import { exportJson } from '#engine';
import type { Models } from './play-simulated.ts';
import { ownRecords, playSimulated } from './play-simulated.ts';
import type { Scenario } from './steps.ts';

/** The records of a scenario as lines of JSON, as they are exported. */
export const playToLines = (scenario: Scenario, models: Models, startAt: number): string[] =>
  ownRecords(playSimulated(scenario, models, startAt).records()).map(exportJson);

/** In a worker: plays what it is sent and answers with the lines or the reason. */
export const listen = (scope: {
  addEventListener: (type: 'message', listener: (event: { data: unknown }) => void) => void;
  postMessage: (message: unknown) => void;
}): void => {
  scope.addEventListener('message', ({ data }) => {
    const { scenario, models, startAt } = data as { scenario: Scenario; models: Models; startAt: number };
    try {
      scope.postMessage({ lines: playToLines(scenario, models, startAt) });
    } catch (error) {
      scope.postMessage({ failed: String(error) });
    }
  });
};
