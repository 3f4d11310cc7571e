export interface ZeebeOptions {
  grpcPort: number;
  restPort: number;
  exporterUrl?: string;
  /** Also exports the value types that Zeebe's exporter leaves out by default, each record at once. */
  exportAll?: boolean;
  data?: string;
}

export function zeebeIsAvailable(): boolean;
export function startZeebe(options: ZeebeOptions): Promise<{
  grpcAddress: string;
  restAddress: string;
  managementAddress: string;
  stop: () => Promise<void>;
}>;
