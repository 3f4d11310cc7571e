import { zipSync } from 'fflate';
import { caseInScope } from '../cases/case-views.ts';
import { timelineOf } from '../cases/timeline.ts';
import { procedureOf } from '../cases/case-file.ts';
import { fieldsOf, maskData, maskParty, seesUnmasked } from '../cases/masking.ts';
import { INSTANCES, VISITS } from '../exporter/read-models.ts';
import { fileNameOf } from '../evidence/commands.ts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError } from '../problem-error.ts';
import { sha256 } from '../store/audit-chain.ts';
import type { AuditRecord } from '../store/audit-chain.ts';
import { CHECK_ORDER, CHECKS, DOCUMENTS, EVIDENCE, SUBMISSIONS } from '../store/collections.ts';
import { AUDIT } from '../store/system-collections.ts';
import { documentBytes } from './commands.ts';
import { VERIFY_NOTE, VERIFY_SCRIPT } from './verify-script.ts';

const MAX_DOSSIER_BYTES = 1024 * 1024 * 1024;
const text = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value, null, 2), 'utf8');
const safeName = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 80);

/**
 * The electronic file of a case: documents, evidence, submissions, checks, time line, the case's audit entries with all
 * links of the chain between them and the signed head, and a script that checks it all without the server.
 */
export async function dossier(
  platform: Platform,
  person: Person,
  caseId: string,
): Promise<{ name: string; zip: Buffer }> {
  const { store } = platform;
  const item = await caseInScope(platform, person, caseId);
  const procedure = await procedureOf(platform, item);
  const fields = fieldsOf(procedure);
  const unmasked = seesUnmasked(person, item);
  const show = (data: Record<string, unknown>) => (unmasked ? data : maskData(data, fields));
  await store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'dossier.exported',
      summary: `${person.name} 导出 ${item.number} 的电子案卷`,
      subjectType: 'case',
      subjectId: caseId,
    });
  });
  await platform.heads.sign(store, platform.clock.now());
  const where = { caseId };
  const files: Record<string, Uint8Array> = {};
  const evidence = await store.find(EVIDENCE, { where, sort: [['uploadedAt', 'asc']] });
  const total = evidence.reduce((sum, piece) => sum + piece.sizeBytes, 0);
  if (total > MAX_DOSSIER_BYTES)
    throw new ProblemError('too-large', '证据总量超过 1 GB，请分别下载证据，案卷中不再附带。');
  for (const [index, piece] of evidence.entries())
    files[`证据/${String(index + 1).padStart(3, '0')}-${safeName(fileNameOf(piece))}`] = await platform.blobs.read(
      piece.sha256,
    );
  for (const document of await store.find(DOCUMENTS, { where, sort: [['createdAt', 'asc']] })) {
    const base = `文书/${safeName(document.name)}${document.number ? `-${safeName(document.number)}` : ''}-${document.id.slice(0, 4)}`;
    files[`${base}.docx`] = await documentBytes(platform, document, 'docx');
    const pdf = await documentBytes(platform, document, 'pdf').catch(() => null);
    if (pdf) files[`${base}.pdf`] = pdf;
  }
  const submissions = await store.find(SUBMISSIONS, { where, sort: [['at', 'asc']] });
  files['案件.json'] = text({
    ...item,
    data: show(item.data),
    parties: unmasked ? item.parties : item.parties.map(maskParty),
  });
  files['提交.json'] = text(submissions.map((submission) => ({ ...submission, data: show(submission.data) })));
  files['证据目录.json'] = text(evidence);
  files['检查.json'] = text(await store.find(CHECKS, { where, sort: CHECK_ORDER }));
  files['时间线.json'] = text(await timelineOf(platform, item, procedure));
  const instances = await store.find(INSTANCES, { where });
  const visits = await store.find(VISITS, { where: { instanceKey: { in: instances.map((entry) => entry.id) } } });
  files['过程.json'] = text({ instances, visits });
  files['审计.json'] = text(await auditExtract(platform, caseId));
  files['校验说明.txt'] = Buffer.from(VERIFY_NOTE, 'utf8');
  files['校验.mjs'] = Buffer.from(VERIFY_SCRIPT, 'utf8');
  const manifest = {
    caseId,
    number: item.number,
    title: item.title,
    masked: !unmasked,
    exportedAt: platform.clock.now(),
    files: Object.entries(files).map(([path, content]) => ({ path, sha256: sha256(content), bytes: content.length })),
  };
  const manifestBytes = text(manifest);
  files['清单.json'] = manifestBytes;
  files['清单.签名'] = Buffer.from(platform.heads.signature(Buffer.from(manifestBytes)), 'utf8');
  files['公钥.pem'] = Buffer.from(platform.heads.publicKeyPem, 'utf8');
  const zip = zipSync(files, { level: 3 });
  return { name: `${safeName(item.number)}-电子案卷.zip`, zip: Buffer.from(zip) };
}

/**
 * The case's own entries in full, and of every entry between the first of them and the signed head only the link
 * (previous hash, hash): the chain can be followed without reading other people's cases.
 */
async function auditExtract(platform: Platform, caseId: string) {
  const own = new Set(
    (await platform.store.find(AUDIT, { where: { subjectId: caseId } })).map((entry) => entry.sequence),
  );
  const first = Math.min(...own);
  const entries: AuditRecord[] = [];
  const links: { sequence: number; previousHash: string; hash: string }[] = [];
  for (let from = first; ;) {
    const page = await platform.store.find(AUDIT, {
      where: { sequence: { gte: from } },
      sort: [['sequence', 'asc']],
      limit: 2000,
    });
    if (page.length === 0) break;
    for (const entry of page) {
      links.push({ sequence: entry.sequence, previousHash: entry.previousHash, hash: entry.hash });
      if (own.has(entry.sequence)) entries.push(entry);
    }
    from = (page.at(-1)?.sequence ?? from) + 1;
  }
  return { entries, links, head: platform.heads.list().at(-1) ?? null };
}
