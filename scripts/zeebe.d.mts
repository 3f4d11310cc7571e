export interface ZeebeExporter {
  /** Address of the platform or of a sink, without a path. */
  url: string;
  /** Basic authentication; without a password none is sent. */
  user?: string;
  password?: string;
  /** Records a call; 1 = each at once, for readers that must not wait for the exporter's delay of a second. */
  bulkSize?: number;
  /** Also the value types that Zeebe's exporter leaves out by default. */
  all?: boolean;
}

export interface ZeebeOptions {
  grpcPort: number;
  restPort: number;
  exporter?: ZeebeExporter;
  data?: string;
  javaOptions?: string;
  controlledClock?: boolean;
}

export interface ZeebeServer {
  grpcAddress: string;
  restAddress: string;
  managementAddress: string;
  pid: number | undefined;
  stop: () => Promise<void>;
}

export function zeebeIsAvailable(): boolean;
export function startZeebe(options: ZeebeOptions): Promise<ZeebeServer>;
