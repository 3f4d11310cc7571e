import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startZeebe, zeebeIsAvailable } from '../../../scripts/zeebe.mjs';
import { connect } from '../../scenarios/support/client.ts';
import { calls } from './calls.ts';
import { playCalls } from './play-calls.ts';

/** Makes all calls at a real Zeebe 8.6.0 and keeps its answers as the golden ones. */
export const recordAnswers = async (): Promise<void> => {
  if (!zeebeIsAvailable()) throw new Error('recording needs a real Zeebe 8.6.0: run npm run zeebe once');
  const zeebe = await startZeebe({ grpcPort: 0, restPort: 0 });
  const client = connect(zeebe.grpcAddress);
  try {
    const answers = await playCalls({ client, restAddress: zeebe.restAddress }, calls);
    writeFileSync(new URL('./goldens.json', import.meta.url), `${JSON.stringify(answers, null, 1)}\n`);
    process.stdout.write(`${Object.keys(answers).length} answers\n`);
  } finally {
    client.close();
    await zeebe.stop();
  }
};

/** `npx tsx --conditions=development tests/conformance/gateway/record.ts` */
if (process.argv[1] === fileURLToPath(import.meta.url)) await recordAnswers();
