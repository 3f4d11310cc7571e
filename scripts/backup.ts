import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { copyEngine } from '#broker';
import { holdStore } from '#runtime';

const HELP = `用法：npm run backup -- --to 目录 [--data 数据目录]
平台运行中也可以备份：写入会停一小会儿（通常不到一秒），等数据库和引擎各留下同一时刻的副本。
目标目录必须不存在或为空。数据库用 MongoDB 的，数据库请用 mongodump 另行备份。`;

/** Immutable by their names or written once: copied while work goes on. */
const FOLDERS = ['blobs', 'audit-heads'];

class UsageError extends Error {}

const readOptions = (): { dataDir: string; target: string } => {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help || !values.to) throw new UsageError(HELP);
  const dataDir = resolve(values.data ?? process.env['QUANHENG_DATA'] ?? 'data');
  const target = resolve(values.to);
  if (!existsSync(dataDir)) throw new UsageError(`数据目录“${dataDir}”不存在，请用 --data 指明。`);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new UsageError(`“${target}”不是空目录：为免盖掉已有的备份，请换一个目录。`);
  return { dataDir, target };
};

/**
 * A copy of database and engine as of one moment, then of what hangs on them. It is made beside its final name, so that
 * a backup that was broken off is never taken for a whole one.
 */
async function backup(dataDir: string, target: string): Promise<string[]> {
  const half = `${target}.部分`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const done: string[] = [];
  const store = join(dataDir, 'platform.db');
  const engine = join(dataDir, 'engine');
  const copyOfEngine = async (): Promise<void> => {
    if (!existsSync(join(engine, 'data.mdb'))) return;
    await copyEngine(engine, join(half, 'engine'));
    done.push('引擎');
  };
  if (existsSync(store)) {
    await holdStore(store, join(half, 'platform.db'), copyOfEngine);
    done.push('数据库');
  } else await copyOfEngine();
  for (const name of readdirSync(dataDir)) {
    // What is signed and what is content-addressed may only grow: copied last, nothing that the database names is missing.
    const single = name !== 'platform.db' && !/^platform\.db-|^engine$|^web$/.test(name);
    if (!FOLDERS.includes(name) && !single) continue;
    cpSync(join(dataDir, name), join(half, name), { recursive: true });
  }
  writeFileSync(
    join(half, '备份说明.json'),
    `${JSON.stringify({ at: new Date().toISOString(), parts: done }, null, 2)}\n`,
  );
  if (existsSync(target)) rmSync(target, { recursive: true });
  renameSync(half, target);
  return done;
}

try {
  const { dataDir, target } = readOptions();
  const parts = await backup(dataDir, target);
  console.log(`✔ 已备份${parts.join('、')}和附属文件到 ${target}`);
} catch (error) {
  console.error(error instanceof UsageError ? error.message : `备份没有完成：${(error as Error).message}`);
  process.exit(2);
}
