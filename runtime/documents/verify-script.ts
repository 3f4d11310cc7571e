/** Shipped inside every dossier. */
export const VERIFY_NOTE = `电子案卷校验说明

一、用途
本案卷可以离线校验：不需要平台服务器，也不需要联网。

二、方法
1. 解压本案卷到一个文件夹；
2. 安装 Node.js 20 或更高版本；
3. 在该文件夹中运行：node 校验.mjs

三、校验内容
1. 清单.json 的签名（Ed25519，公钥.pem）；
2. 清单所列每个文件的 SHA-256，缺少、增加或改动任何一个文件都会被发现；
3. 证据目录.json 所载证据的 SHA-256 与证据文件一致；
4. 审计.json：本案每条审计记录的哈希由其内容算出；从本案第一条到签名链头，前后哈希逐条相接；链头签名有效。

公钥请与办案机关公布的公钥核对，核对一致才能证明案卷由该机关的平台导出。
`;

export const VERIFY_SCRIPT = `// 离线校验电子案卷：node 校验.mjs
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const problems = [];
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  return '{' + Object.keys(value).filter((k) => value[k] !== undefined).sort().map((k) => JSON.stringify(k) + ':' + canonical(value[k])).join(',') + '}';
};
const read = (name) => readFileSync(join(root, name));
const key = createPublicKey(read('公钥.pem'));

const manifestBytes = read('清单.json');
if (!verify(null, manifestBytes, key, Buffer.from(read('清单.签名').toString(), 'base64'))) problems.push('清单签名无效');
const manifest = JSON.parse(manifestBytes);
const listed = new Set(['清单.json', '清单.签名', '公钥.pem']);
for (const file of manifest.files) {
  listed.add(file.path);
  try {
    if (sha256(read(file.path)) !== file.sha256) problems.push('文件被改动：' + file.path);
  } catch {
    problems.push('文件缺失：' + file.path);
  }
}
const walk = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? walk(path) : [relative(root, path).split(sep).join('/')];
});
for (const path of walk(root)) if (!listed.has(path)) problems.push('多出文件：' + path);

const hashes = new Set(manifest.files.map((file) => file.sha256));
for (const piece of JSON.parse(read('证据目录.json'))) if (!hashes.has(piece.sha256)) problems.push('证据与目录不符：' + piece.name);

const audit = JSON.parse(read('审计.json'));
const linkOf = new Map(audit.links.map((link) => [link.sequence, link]));
for (const { hash, id, version, ...entry } of audit.entries) {
  if (sha256(canonical(entry)) !== hash) problems.push('审计第 ' + entry.sequence + ' 条内容被改动');
  if (linkOf.get(entry.sequence)?.hash !== hash) problems.push('审计第 ' + entry.sequence + ' 条不在链上');
}
audit.links.forEach((link, index) => {
  const before = audit.links[index - 1];
  if (before && (link.sequence !== before.sequence + 1 || link.previousHash !== before.hash)) problems.push('审计链在第 ' + link.sequence + ' 条断开');
});
const head = audit.head;
if (!head) problems.push('没有签名链头');
else {
  const payload = Buffer.from(head.day + '\\n' + head.sequence + '\\n' + head.hash + '\\n' + head.signedAt);
  if (!verify(null, payload, key, Buffer.from(head.signature, 'base64'))) problems.push('链头签名无效');
  if (linkOf.get(head.sequence)?.hash !== head.hash) problems.push('链头与审计链不符');
}
if (problems.length > 0) {
  for (const problem of problems) console.error('✘ ' + problem);
  process.exit(1);
}
console.log('✔ 案卷完整：' + manifest.number + '，文件 ' + manifest.files.length + ' 个，审计记录 ' + audit.entries.length + ' 条。');
`;
