import { startZeebe as start, zeebeIsAvailable } from '../../scripts/zeebe.mjs';
import type { ZeebeServer } from '../../scripts/zeebe.mjs';

export type { ZeebeServer };

/** Whether a real Zeebe 8.6.0 can be started here; says so when not, and fails where all parts are demanded. */
export function zeebeAvailable(): boolean {
  if (zeebeIsAvailable()) return true;
  if (process.env['QUANHENG_REQUIRE_ALL'] === '1')
    throw new Error(
      'Zeebe 8.6.0 is neither unpacked in .cache nor in the local Maven repository, or there is no JDK 21',
    );
  console.log('没有 Zeebe 8.6.0（npm run zeebe 会取来），略过这一组。');
  return false;
}

/** Starts a real Zeebe 8.6.0 on free ports, its exporter pointed at the runtime, its clock movable. */
export const startZeebe = (exporterUrl: string, exporterPassword: string): Promise<ZeebeServer> =>
  start({
    grpcPort: 0,
    restPort: 0,
    exporter: { url: exporterUrl, password: exporterPassword, bulkSize: 1 },
    // The first minutes of a Java program are faster without its second compiler.
    javaOptions: '-Xmx768m -XX:TieredStopAtLevel=1',
  });
