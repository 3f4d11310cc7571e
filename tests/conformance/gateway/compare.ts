import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrokerOptions } from '#broker';
import { startBroker } from '#broker';
import { connect } from '../../scenarios/support/client.ts';
import { ANSWER_DIFFERENCES } from './answer-differences.ts';
import { calls } from './calls.ts';
import type { Answer, GatewayCall } from './play-calls.ts';
import { playCalls } from './play-calls.ts';

export interface ComparedAnswer extends GatewayCall {
  ours: Answer;
  /** What a real Zeebe 8.6.0 answered; undefined when it was not asked yet. */
  golden: Answer | undefined;
  equal: boolean;
  /** Why it is known to differ. */
  reason: string | undefined;
}

const readGoldens = (): Record<string, Answer> =>
  JSON.parse(readFileSync(new URL('./goldens.json', import.meta.url), 'utf8')) as Record<string, Answer>;

const compare = (answers: Record<string, Answer>): ComparedAnswer[] => {
  const goldens = readGoldens();
  return calls.map((call) => {
    const ours = answers[call.name]!;
    const golden = goldens[call.name];
    const equal = JSON.stringify(ours) === JSON.stringify(golden);
    return { ...call, ours, golden, equal, reason: ANSWER_DIFFERENCES[call.name] };
  });
};

interface Engine {
  grpcAddress: string;
  restAddress: string;
}

/** Makes all calls at an engine that nothing was done with before, and compares the answers with Zeebe's. */
export const compareAnswersOf = async ({ grpcAddress, restAddress }: Engine): Promise<ComparedAnswer[]> => {
  const client = connect(grpcAddress);
  try {
    return compare(await playCalls({ client, restAddress }, calls));
  } finally {
    client.close();
  }
};

/** All calls at a broker. */
export const compareAnswers = async (options: Partial<BrokerOptions> = {}): Promise<ComparedAnswer[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-answers-'));
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, ...options });
  try {
    return await compareAnswersOf(broker);
  } finally {
    await broker.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
