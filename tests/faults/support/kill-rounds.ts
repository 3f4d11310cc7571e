import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecordLog } from '../../../broker/store/record-log.ts';
import { verifyLog } from '../../../broker/store/verify.ts';
import type { GatewayClient } from '../../scenarios/support/client.ts';
import { connect } from '../../scenarios/support/client.ts';
import { Ledger } from './ledger.ts';
import { seeded } from './random-commands.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const MODELS = ['service-task.bpmn', 'receive-task.bpmn'];
const START_MS = 60_000;
/** A fresh folder after so many kills, so that the log stays small. */
const KILLS_A_FOLDER = 50;
const VERIFY_EVERY = 10;
const PAUSE_MS = 4;
/** Part of the brokers are not killed before clients were told of so much in this life, however slow the machine is. */
const WORK_OF_A_LIFE = { created: 8, completed: 3 };
const WORK_MS = 30_000;
const AFTER_WORK = 0.7;

export interface KillReport {
  kills: number;
  /** Of those, while the broker was starting. */
  killsAtStart: number;
  created: number;
  completed: number;
  published: number;
  /** A completion that was sent twice at once: the second one was refused. */
  duplicatesRefused: number;
  problems: string[];
}

const sources = ['--conditions=development', '--import', 'tsx', 'broker/main.ts'];
const built = ['dist/broker/main.js'];

interface Broker {
  child: ChildProcess;
  /** Resolves with `host:port` when the broker answers. */
  ready: Promise<string>;
}

const start = (dataDir: string, command: string[]): Broker => {
  const child = spawn(process.execPath, [...command, '--grpc-port', '0', '--rest-port', '0', '--data', dataDir], {
    cwd: root,
  });
  const ready = new Promise<string>((resolve, reject) => {
    let output = '';
    const late = setTimeout(() => reject(new Error(`the broker did not start: ${output}`)), START_MS);
    late.unref();
    const read = (data: Buffer): void => {
      output += String(data);
      const address = /gRPC ([\d.:]+)，/.exec(output)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code, signal) => reject(new Error(`the broker ended with ${code ?? signal}: ${output}`)));
  });
  ready.catch(() => undefined);
  return { child, ready };
};

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Clients that go on until the broker no longer answers; they never throw. */
const work = (client: GatewayClient, ledger: Ledger, report: KillReport, random: () => number): Promise<unknown> => {
  const noted = (problem: string | undefined): void => void (problem && report.problems.push(problem));
  const create = async (): Promise<void> => {
    const bpmnProcessId = random() < 0.7 ? 'service-task' : 'receive-task';
    const variables = JSON.stringify({ key: `k${Math.floor(random() * 20)}` });
    ledger.send('created');
    const reply = await client.call('CreateProcessInstance', { bpmnProcessId, version: -1, variables });
    noted(ledger.acknowledge('created', reply.processInstanceKey));
    await pause(PAUSE_MS * random());
  };
  const publish = async (): Promise<void> => {
    const request = { name: 'receive-task-message', correlationKey: `k${Math.floor(random() * 20)}`, timeToLive: 5000 };
    ledger.send('published');
    const reply = await client.call('PublishMessage', { ...request, messageId: '', variables: '{}' });
    noted(ledger.acknowledge('published', reply.key));
    await pause(PAUSE_MS * 2 * random());
  };
  const complete = async (key: string): Promise<void> => {
    ledger.send('completed');
    const twice = random() < 0.2 ? [1, 2] : [1];
    if (twice.length > 1) ledger.send('completed');
    const answers = await Promise.allSettled(
      twice.map(() => client.call('CompleteJob', { jobKey: key, variables: '{}' })),
    );
    for (const answer of answers) if (answer.status === 'fulfilled') noted(ledger.acknowledge('completed', key));
    const refused = answers.filter(({ status, ...rest }) => status === 'rejected' && isNotFound(rest)).length;
    report.duplicatesRefused += refused;
    if (answers.every(({ status }) => status === 'rejected') && refused === 0) throw new Error('the broker is gone');
  };
  const finish = async (): Promise<void> => {
    const request = { type: 'a', worker: 'w', timeout: 500, maxJobsToActivate: 5, requestTimeout: 200 };
    const jobs = await client.activateJobs(request);
    for (const { key } of jobs) await complete(String(key));
    if (jobs.length === 0) await pause(PAUSE_MS);
  };
  const forEver = async (act: () => Promise<void>): Promise<void> => {
    for (;;) await act();
  };
  return Promise.allSettled([create, create, create, publish, finish, finish].map(forEver));
};

const isNotFound = (answer: object): boolean => (answer as { reason?: { code?: number } }).reason?.code === 5;

const deploy = (client: GatewayClient): Promise<unknown> =>
  client.call('DeployResource', {
    resources: MODELS.map((name) => ({
      name,
      content: readFileSync(new URL(`../../scenarios/models/${name}`, import.meta.url)),
    })),
  });

const enoughDone = async (ledger: Ledger, before: Ledger['counts']): Promise<void> => {
  const late = Date.now() + WORK_MS;
  const enough = (): boolean =>
    ledger.counts.created - before.created >= WORK_OF_A_LIFE.created &&
    ledger.counts.completed - before.completed >= WORK_OF_A_LIFE.completed;
  while (!enough() && Date.now() < late) await pause(PAUSE_MS);
};

/**
 * One life of a broker: some are killed before they answer at all.
 *
 * @param random when it is killed
 * @param requests what its clients send
 */
const oneLife = async (
  dataDir: string,
  command: string[],
  ledger: Ledger,
  report: KillReport,
  random: () => number,
  requests: () => number,
) => {
  const { child, ready } = start(dataDir, command);
  try {
    if (random() < 0.12) {
      await pause(600 * random());
      report.killsAtStart++;
      return;
    }
    const client = connect(await ready);
    try {
      await deploy(client);
      const before = { ...ledger.counts };
      const working = work(client, ledger, report, requests);
      await pause(20 + 330 * random());
      if (random() < AFTER_WORK) await enoughDone(ledger, before);
      await kill(child);
      await working;
    } finally {
      client.close();
    }
  } finally {
    await kill(child);
    report.kills++;
  }
};

const check = async (dataDir: string, ledger: Ledger, whole: boolean): Promise<string[]> => {
  const log = new RecordLog(dataDir);
  try {
    return [...ledger.audit(log), ...(whole ? verifyLog(log).problems : [])];
  } finally {
    await log.close();
  }
};

/**
 * Kills a broker in the middle of its work, again and again, and compares its log with what its clients were told:
 * nothing acknowledged is lost, nothing happens twice, log and state agree.
 *
 * @param fromBuild starts the built broker where there is one: quicker than from the sources
 */
export const killRounds = async (
  kills: number,
  seed: number,
  fromBuild: boolean,
  told?: (report: KillReport) => void,
) => {
  const command = fromBuild && existsSync(join(root, built[0]!)) ? built : sources;
  // Which life ends how hangs on the seed alone, not on how many requests the lives before it came to.
  const random = seeded(seed);
  const requests = seeded(seed ^ 0x5eed);
  const report: KillReport = {
    ...{ kills: 0, killsAtStart: 0, created: 0, completed: 0, published: 0, duplicatesRefused: 0 },
    problems: [],
  };
  while (report.kills < kills && report.problems.length === 0) {
    const dataDir = mkdtempSync(join(tmpdir(), 'kills-'));
    const ledger = new Ledger();
    try {
      const last = Math.min(kills, report.kills + KILLS_A_FOLDER);
      while (report.kills < last && report.problems.length === 0) {
        await oneLife(dataDir, command, ledger, report, random, requests);
        const whole = report.kills % VERIFY_EVERY === 0 || report.kills === last;
        report.problems.push(...(await check(dataDir, ledger, whole)).map((text) => `kill ${report.kills}: ${text}`));
      }
      const { created, completed, published } = ledger.counts;
      report.created += created;
      report.completed += completed;
      report.published += published;
      told?.(report);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  return report;
};
