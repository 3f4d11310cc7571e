import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { parseArgs } from 'node:util';
import { FolderInUse } from './store/folder-lock.ts';
import type { BrokerOptions } from './index.ts';
import { startBroker } from './index.ts';

const HELP = `用法：npm run broker -- [--grpc-port 26500] [--rest-port 8088] [--host 127.0.0.1] [--data DIR]
                        [--exporter-url URL] [--exporter-user NAME --exporter-password TEXT]
                        [--tls-cert FILE --tls-key FILE] [--token-file FILE] [--max-in-flight 1000]`;

class UsageError extends Error {}

const port = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new UsageError(`--${name} 应为 0 到 65535 的整数，现为“${text}”。`);
  return value;
};

type Value = string | boolean | undefined;

const limit = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--max-in-flight 应为不小于 1 的整数（同时等待写盘的命令数），现为“${text}”。`);
  return value;
};

const readFile = (name: string, path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`--${name} 指定的文件“${path}”读不出来：${(error as Error).message}`);
  }
};

const tls = (certificate: Value, key: Value): Pick<BrokerOptions, 'tls'> => {
  if (!certificate && !key) return {};
  if (typeof certificate !== 'string' || typeof key !== 'string')
    throw new UsageError('--tls-cert 和 --tls-key 要一起给出：证书（含证书链）和私钥，均为 PEM 格式。');
  const files = { certificate: readFile('tls-cert', certificate), key: readFile('tls-key', key) };
  try {
    createSecureContext({ cert: files.certificate, key: files.key });
  } catch (error) {
    throw new UsageError(
      `--tls-cert 与 --tls-key 不能用：${(error as Error).message}。请确认两者是 PEM 格式并且配对。`,
    );
  }
  return { tls: files };
};

/** From a file, so that nobody reads it in the list of processes. */
const token = (path: Value): Pick<BrokerOptions, 'token'> => {
  if (typeof path !== 'string') return {};
  const text = readFile('token-file', path).toString('utf8').trim();
  if (text.length < 16 || /\s/.test(text))
    throw new UsageError(`--token-file 指定的文件“${path}”应只有一行令牌，至少 16 个字符，中间没有空白。`);
  return { token: text };
};

const readOptions = (): BrokerOptions => {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      options: {
        'grpc-port': { type: 'string', default: '26500' },
        'rest-port': { type: 'string', default: '8088' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: 'data/broker' },
        'exporter-url': { type: 'string' },
        'exporter-user': { type: 'string' },
        'exporter-password': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'token-file': { type: 'string' },
        'max-in-flight': { type: 'string', default: '1000' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    const unknown = /'([^']+)'/.exec((error as Error).message)?.[1] ?? '';
    throw new UsageError(`不认识或不完整的参数：${unknown}。\n${HELP}`);
  }
  if (values.help) throw new UsageError(HELP);
  const text = (name: string): string => String(values[name]);
  const exporterUrl = values['exporter-url'];
  if (typeof exporterUrl === 'string' && !URL.canParse(exporterUrl))
    throw new UsageError(`--exporter-url 不是有效的网址：“${exporterUrl}”。`);
  return {
    dataDir: text('data'),
    grpcPort: port('grpc-port', text('grpc-port')),
    restPort: port('rest-port', text('rest-port')),
    host: text('host'),
    maxCommandsInFlight: limit(text('max-in-flight')),
    boundHeap: true,
    ...tls(values['tls-cert'], values['tls-key']),
    ...token(values['token-file']),
    ...(typeof exporterUrl === 'string' && { exporterUrl }),
    ...(values['exporter-user'] && {
      exporterAuth: { username: text('exporter-user'), password: text('exporter-password') },
    }),
    logger: {
      info: (message) => console.log(message),
      warn: (message) => console.warn(message),
      error: (message) => console.error(message),
    },
  };
};

const explain = (error: Error, options: BrokerOptions | undefined): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || error instanceof FolderInUse) return error.message;
  if (code === 'EADDRINUSE') {
    return `端口已被占用（gRPC ${options?.grpcPort}，REST ${options?.restPort}）：请关闭占用端口的程序，或用 --grpc-port、--rest-port 指定其他端口。`;
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `无法写入数据目录“${options?.dataDir}”：请检查目录权限，或用 --data 指定其他目录。`;
  return `启动失败：${error.message}`;
};

let options: BrokerOptions | undefined;
try {
  options = readOptions();
  const broker = await startBroker(options);
  console.log(`引擎已就绪：gRPC ${broker.grpcAddress}，REST ${broker.restAddress}`);
  const end = (): void => void broker.stop().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
} catch (error) {
  console.error(explain(error as Error, options));
  process.exit(2);
}
