import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrokerOptions } from '#broker';
import { startGatewayThread } from '../../broker/gateway/thread/start-thread.ts';

const entry = new URL('../../dist/broker/gateway/thread/entry.js', import.meta.url);

/** Starts a broker's gateway on a thread of its own, as the compiled broker does. A thread runs compiled code only. */
export const onThread: NonNullable<BrokerOptions['startGateway']> = (engine, settings, onError) => {
  if (!existsSync(fileURLToPath(entry))) throw new Error('the gateway is not compiled: run npm run build:server');
  return startGatewayThread(engine, settings, onError, entry);
};

/** Both ways to run the gateway, for `describe.each`. */
export const GATEWAY_FORMS: [name: string, options: Pick<BrokerOptions, 'startGateway'>][] = [
  ['the gateway on the thread of the engine', {}],
  ['the gateway on a thread of its own', { startGateway: onThread }],
];
