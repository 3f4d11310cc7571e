// The gateway's thread: only ever started by start-thread.ts.
import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import type { GatewaySettings } from '../server.ts';
import { startGateway } from '../server.ts';
import { remoteEngine } from './remote-engine.ts';
import type { FromThread, ThreadData } from './start-thread.ts';

const { settings, port } = workerData as ThreadData;
const tell = (message: FromThread): void => parentPort!.postMessage(message);
const told = ({ message, stack, code }: NodeJS.ErrnoException) => ({ message, stack, code });

/** Buffers become plain bytes on their way to a thread. */
const withBuffers = ({ tls, ...others }: GatewaySettings): GatewaySettings => ({
  ...others,
  ...(tls && { tls: { certificate: Buffer.from(tls.certificate), key: Buffer.from(tls.key) } }),
});

const run = async (engine: MessagePort): Promise<void> => {
  const gateway = await startGateway(Promise.resolve(remoteEngine(engine)), withBuffers(settings), (error) =>
    tell({ kind: 'error', error: told(error) }),
  );
  parentPort!.once('message', () => void gateway.stop().then(() => tell({ kind: 'stopped' })));
  tell({ kind: 'listening', port: gateway.port });
};

run(port).catch((error: Error) => tell({ kind: 'refused', error: told(error) }));
