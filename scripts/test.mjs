// Runs jest with native ES modules. Suites that need Chromium, a real Zeebe or a MongoDB-protocol server say so in one
// printed line and are left out where the part is absent; with QUANHENG_REQUIRE_ALL=1 (set by .ci/run) absence fails.
import { spawnSync } from 'node:child_process';

const result = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  },
);
process.exit(result.status ?? 1);
