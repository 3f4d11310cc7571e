import { writeFileSync } from 'node:fs';
import { zeebesAnswers } from './answers.ts';

/** Asks a real Zeebe 8.6.0: `npx tsx --conditions=development tests/conformance/deployments/record.ts` */
writeFileSync(new URL('./goldens.json', import.meta.url), `${JSON.stringify(await zeebesAnswers(), null, 1)}\n`);
