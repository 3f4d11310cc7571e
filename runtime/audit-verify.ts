import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readHeads } from './audit/heads.ts';
import { verifyAudit } from './audit/verify.ts';
import { toInstant } from './clock.ts';
import { openStore } from './store/open.ts';

/** `npm run audit:verify -- [--data DIR] [--database-url URL]`: exit code 0 when nothing was altered, 1 when something was. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, 'database-url': { type: 'string' } } });
  const dataDir = resolve(values.data ?? process.env['QUANHENG_DATA'] ?? 'data');
  const heads = join(dataDir, 'audit-heads');
  if (!existsSync(join(heads, 'public-key.pem'))) {
    console.error(`在 ${dataDir} 没有找到审计签名（audit-heads），请用 --data 指明数据目录。`);
    return 2;
  }
  const now = (): string => toInstant(Date.now());
  const store = await openStore(values['database-url'] ?? process.env['DATABASE_URL'], dataDir, now);
  try {
    const publicKey = createPublicKey(readFileSync(join(heads, 'public-key.pem')));
    const result = await verifyAudit(store, readHeads(heads, publicKey), now());
    console.log(`日志 ${result.entries} 条，链头 ${result.head}`);
    for (const head of result.signedHeads)
      console.log(`  ${head.day} 第 ${head.sequence} 条 ${head.valid ? '签名有效' : '签名无效'}`);
    if (result.ok) console.log('✔ 记录完整，没有改动、删除、插入、调换或截断。');
    else console.error(`✘ ${result.problem}`);
    return result.ok ? 0 : 1;
  } finally {
    await store.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`校验不能进行：${error instanceof Error ? error.message : String(error)}`);
  return 2;
});
