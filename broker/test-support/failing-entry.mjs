// The gateway's thread, which fails when there is a file `fail-gateway-<pid>` in the folder for temporary files, and takes
// the file away.
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import '../../dist/broker/gateway/thread/entry.js';

const file = join(tmpdir(), `fail-gateway-${process.pid}`);
setInterval(() => {
  if (!existsSync(file)) return;
  rmSync(file);
  throw new Error('made to fail');
}, 10);
