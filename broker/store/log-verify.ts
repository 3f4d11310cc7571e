import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderInUse, lockFolder } from './folder-lock.ts';
import { RecordLog } from './record-log.ts';
import { verifyLog } from './verify.ts';

const HELP = '用法：npm run broker:verify -- [--data 引擎数据目录]   引擎要先停止；也可以校验一份备份。';

/** `npm run broker:verify`: exit code 0 when log and state agree, 1 when they do not, 2 when it can't be told. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const dataDir = resolve(values.data ?? join(process.env['QUANHENG_DATA'] ?? 'data', 'engine'));
  if (!existsSync(join(dataDir, 'data.mdb'))) {
    console.error(`在 ${dataDir} 没有找到引擎的数据（data.mdb）。${HELP}`);
    return 2;
  }
  const unlock = lockFolder(dataDir);
  const log = new RecordLog(dataDir);
  try {
    const result = verifyLog(log);
    console.log(`记录 ${result.records} 条，位置 ${result.firstPosition} 至 ${result.lastPosition}`);
    console.log(`状态写到位置 ${result.statePosition}，摘要 ${result.stateDigest.slice(0, 16)}…`);
    console.log(`补上其后的记录，摘要 ${result.lastDigest.slice(0, 16)}…`);
    if (!result.whole) console.log('较早的记录已按保留期清理，状态不能由记录从头推出，只核对了其后的记录和内部引用。');
    for (const problem of result.problems) console.error(`✘ ${problem}`);
    if (result.problems.length === 0) console.log('✔ 记录与状态一致。');
    return result.problems.length === 0 ? 0 : 1;
  } finally {
    await log.close();
    unlock();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(error instanceof FolderInUse ? message : `校验不能进行：${message}`);
  return 2;
});
