// Builds the platform after `npm ci`, so that `npm start` needs no further step. A production install
// (`npm ci --omit=dev`) has no compiler and expects the built `dist` to be copied in (see Dockerfile).
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

if (process.env.QUANHENG_SKIP_BUILD || !existsSync('node_modules/typescript') || !existsSync('tsconfig.json'))
  process.exit(0);
const result = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
process.exit(result.status ?? 1);
