import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Everything that can be set from outside. Flags win over the environment. */
export interface Settings {
  port: number;
  host: string;
  dataDir: string;
  demo: boolean;
  /** Job workers in this process. */
  workers: boolean;
  databaseUrl: string | undefined;
  /** Unset: the embedded engine is used. */
  zeebeGrpcAddress: string | undefined;
  zeebeRestAddress: string | undefined;
  /** Shown to the engine as a bearer token. */
  zeebeToken?: string | undefined;
  serviceToken: string;
  controlledClock: boolean;
  evidenceLimitBytes: number;
  logLevel: string;
  secureCookies: boolean;
  webDir: string;
  templatesDir: string;
}

/** A setting that can't be used; the message is for the person at the terminal. */
export class SettingsError extends Error {}

const FLAGS: Record<string, string> = {
  '--port': 'QUANHENG_PORT',
  '--host': 'QUANHENG_HOST',
  '--data': 'QUANHENG_DATA',
  '--demo': 'QUANHENG_DEMO',
  '--workers': 'QUANHENG_WORKERS',
};

const number = (name: string, min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} 应为 ${min} 到 ${max} 之间的整数`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `${name} 应为 ${min} 到 ${max} 之间的整数`)
    .default(fallback);
const onOff = (name: string, fallback: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'], { error: `${name} 只能是 on 或 off` })
    .transform((value) => value === 'on' || value === 'true' || value === '1')
    .default(fallback);

const ENVIRONMENT = z.object({
  QUANHENG_PORT: number('端口（--port 或 QUANHENG_PORT）', 0, 65535, 8080),
  QUANHENG_HOST: z.string().default('127.0.0.1'),
  QUANHENG_DATA: z.string().default('data'),
  QUANHENG_DEMO: onOff('--demo 或 QUANHENG_DEMO', true),
  QUANHENG_WORKERS: onOff('--workers 或 QUANHENG_WORKERS', true),
  QUANHENG_CLOCK: z
    .enum(['system', 'controlled'], { error: 'QUANHENG_CLOCK 只能是 system 或 controlled' })
    .default('system'),
  QUANHENG_SERVICE_TOKEN: z.string().min(16, 'QUANHENG_SERVICE_TOKEN 至少 16 个字符').optional(),
  QUANHENG_EVIDENCE_LIMIT_MB: number('QUANHENG_EVIDENCE_LIMIT_MB', 1, 1_048_576, 1024),
  QUANHENG_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'QUANHENG_LOG_LEVEL 不是已知的日志级别' })
    .default('warn'),
  QUANHENG_SECURE_COOKIES: onOff('QUANHENG_SECURE_COOKIES', false),
  QUANHENG_WEB_DIR: z.string().default('dist/web'),
  QUANHENG_TEMPLATES_DIR: z.string().default('templates'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|mongodb:\/\/|mongodb\+srv:\/\/)/, 'DATABASE_URL 应以 sqlite: 或 mongodb:// 开头')
    .optional(),
  ZEEBE_GRPC_ADDRESS: z.string().optional(),
  ZEEBE_REST_ADDRESS: z.string().optional(),
  ZEEBE_TOKEN: z.string().regex(/^\S+$/, 'ZEEBE_TOKEN（引擎的访问令牌）中间不能有空白').optional(),
});
/** Read by other parts (scripts), so not unknown. */
const OTHER_NAMES = new Set(['QUANHENG_SKIP_BUILD', 'QUANHENG_REQUIRE_ALL', 'QUANHENG_UPDATE_GOLDENS']);

const flagEnvironment = (argv: readonly string[]): Record<string, string> => {
  const values: Record<string, string> = {};
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    const [flag = '', inline] = argument.split(/=(.*)/s);
    const name = FLAGS[flag];
    if (!name) throw new SettingsError(`不认识的参数 ${argument}。可用的参数：${Object.keys(FLAGS).join(' ')}`);
    const value = inline ?? argv[++index];
    if (value === undefined || value.startsWith('--')) throw new SettingsError(`参数 ${flag} 缺少取值`);
    values[name] = value;
  }
  return values;
};

/** Where the platform is to listen; touches nothing, so that a port in use is found before anything is made. */
export function readAddress(argv: readonly string[], environment: NodeJS.ProcessEnv): { port: number; host: string } {
  const values = readValues(argv, environment);
  return { port: values.QUANHENG_PORT, host: values.QUANHENG_HOST };
}

function readValues(argv: readonly string[], environment: NodeJS.ProcessEnv): z.output<typeof ENVIRONMENT> {
  for (const name of Object.keys(environment))
    if (name.startsWith('QUANHENG_') && !(name in ENVIRONMENT.shape) && !OTHER_NAMES.has(name))
      throw new SettingsError(`不认识的环境变量 ${name}。全部设置见 .env.example`);
  const given = Object.fromEntries(
    Object.keys(ENVIRONMENT.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = ENVIRONMENT.safeParse({ ...given, ...flagEnvironment(argv) });
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map((issue) => issue.message).join('；'));
  const values = parsed.data;
  if (values.ZEEBE_GRPC_ADDRESS && !values.ZEEBE_REST_ADDRESS)
    throw new SettingsError('设置了 ZEEBE_GRPC_ADDRESS 时，也要设置 ZEEBE_REST_ADDRESS（用户任务接口的地址）');
  return values;
}

/**
 * Reads flags and environment, and makes the data directory.
 *
 * @throws SettingsError for an unknown flag or `QUANHENG_*` name, a wrong value or an unusable data directory
 */
export function readSettings(argv: readonly string[], environment: NodeJS.ProcessEnv): Settings {
  const values = readValues(argv, environment);
  const dataDir = resolve(values.QUANHENG_DATA);
  prepareDataDir(dataDir);
  return {
    port: values.QUANHENG_PORT,
    host: values.QUANHENG_HOST,
    dataDir,
    demo: values.QUANHENG_DEMO,
    workers: values.QUANHENG_WORKERS,
    databaseUrl: values.DATABASE_URL,
    zeebeGrpcAddress: values.ZEEBE_GRPC_ADDRESS,
    zeebeRestAddress: values.ZEEBE_REST_ADDRESS?.replace(/\/$/, ''),
    zeebeToken: values.ZEEBE_TOKEN,
    serviceToken: values.QUANHENG_SERVICE_TOKEN ?? serviceToken(dataDir),
    controlledClock: values.QUANHENG_CLOCK === 'controlled',
    evidenceLimitBytes: values.QUANHENG_EVIDENCE_LIMIT_MB * 1024 * 1024,
    logLevel: values.QUANHENG_LOG_LEVEL,
    secureCookies: values.QUANHENG_SECURE_COOKIES,
    webDir: resolve(values.QUANHENG_WEB_DIR),
    templatesDir: resolve(values.QUANHENG_TEMPLATES_DIR),
  };
}

function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    // Root passes every access check; a read-only file system shows itself only at a write.
    writeFileSync(join(dataDir, '.write-test'), '');
  } catch {
    throw new SettingsError(`数据目录 ${dataDir} 不能写入，请检查权限，或用 --data 另指一个目录`);
  }
}

/** The credential of workers and of the exporter: made once, kept in the data directory. */
function serviceToken(dataDir: string): string {
  const file = join(dataDir, 'service-token');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
