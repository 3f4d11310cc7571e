import { parseArgs } from 'node:util';
import { FolderInUse } from './folder-lock.ts';
import type { BrokerOptions } from './index.ts';
import { startBroker } from './index.ts';

const HELP = `用法：npm run broker -- [--grpc-port 26500] [--rest-port 8088] [--host 127.0.0.1] [--data DIR]
                        [--exporter-url URL] [--exporter-user NAME --exporter-password TEXT]`;

class UsageError extends Error {}

const port = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new UsageError(`--${name} 应为 0 到 65535 的整数，现为“${text}”。`);
  return value;
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
  if (code === 'EADDRINUSE' || /EADDRINUSE|address already in use|No address added/i.test(error.message)) {
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
