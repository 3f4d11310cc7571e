import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderInUse, lockFolder } from '#broker';

const HELP = `用法：npm run restore -- --from 备份目录 [--data 数据目录]
平台要先停止。现有数据不删除，改名保存在旁边。`;

class UsageError extends Error {}

const readOptions = (): { dataDir: string; from: string } => {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help || !values.from) throw new UsageError(HELP);
  const from = resolve(values.from);
  if (!existsSync(join(from, '备份说明.json')))
    throw new UsageError(`“${from}”不是一份完整的备份（没有“备份说明.json”）。`);
  return { from, dataDir: resolve(values.data ?? process.env['QUANHENG_DATA'] ?? 'data') };
};

/** Puts a backup in the place of the data; what was there is kept under another name. Returns that name, if any. */
function restore(from: string, dataDir: string): string | undefined {
  const engine = join(dataDir, 'engine');
  if (existsSync(engine)) lockFolder(engine)();
  const fresh = `${dataDir}.恢复中`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const name of readdirSync(from))
    if (name !== '备份说明.json') cpSync(join(from, name), join(fresh, name), { recursive: true });
  let kept: string | undefined;
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    kept = `${dataDir}.恢复前-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    renameSync(dataDir, kept);
  } else rmSync(dataDir, { recursive: true, force: true });
  renameSync(fresh, dataDir);
  return kept;
}

try {
  const { from, dataDir } = readOptions();
  const kept = restore(from, dataDir);
  console.log(`✔ 已恢复到 ${dataDir}${kept ? `；原有数据保存在 ${kept}` : ''}`);
  console.log('可以先运行 npm run broker:verify 和 npm run audit:verify 核对，再启动平台。');
} catch (error) {
  const known = error instanceof UsageError || error instanceof FolderInUse;
  console.error(known ? (error as Error).message : `恢复没有完成，原有数据没有改动：${(error as Error).message}`);
  process.exit(2);
}
