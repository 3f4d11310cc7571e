import { startZeebe as start, zeebeIsAvailable } from '../../scripts/zeebe.mjs';

export interface RunningZeebe {
  grpcAddress: string;
  restAddress: string;
  /** Base of the management API, which moves the clock: `PUT {managementAddress}/actuator/clock`. */
  managementAddress: string;
  stop: () => Promise<void>;
}

/**
 * Starts a real Zeebe 8.6.0 with an empty data folder, its exporter pointed at `exporterUrl`.
 * Returns null where the distribution or a JDK 21+ is absent; `exportAll` exports the value types that are off by default.
 */
export const startZeebe = async (options: {
  exporterUrl: string;
  exportAll?: boolean;
}): Promise<RunningZeebe | null> => {
  if (!zeebeIsAvailable()) {
    process.stdout.write('real Zeebe 8.6.0 is not present (npm run zeebe fetches it): its part is left out\n');
    return null;
  }
  return await start({ grpcPort: 0, restPort: 0, ...options });
};
