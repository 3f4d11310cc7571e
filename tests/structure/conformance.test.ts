import { readFileSync } from 'node:fs';
import { scenarios } from '../scenarios/scenarios.ts';

// The page tells what the scenario test shows: it is written by npm run conformance.

test('docs/conformance.md names exactly the scenarios that are played, all of them equal', () => {
  const page = readFileSync('docs/conformance.md', 'utf8');
  const section = /## Scenarios\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` \|.*\| (.+?) \|$/gm)].map(([, name, verdict]) => [name, verdict]);
  expect(rows).toEqual(scenarios.map(({ name }) => [name, 'equal']));
  expect(page).toContain(`${scenarios.length} of ${scenarios.length} scenarios are equal`);
});
