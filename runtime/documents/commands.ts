import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import type { DocumentDefinition, DocumentTemplate } from '#contracts';
import { procedureOf } from '../cases/case-file.ts';
import { refreshCase } from '../cases/case-index.ts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, notFound } from '../problem-error.ts';
import { FILING_WORD, takeNumber } from '../numbers/take-number.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import type { CaseDoc, DocumentDoc } from '../store/collections.ts';
import { CASES, DOCUMENTS } from '../store/collections.ts';
import { canonicalJson, sha256 } from '../store/audit-chain.ts';
import type { UnitOfWork } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import { drawDocx } from './docx.ts';
import { drawPdf } from './pdf.ts';
import { fillTemplate } from './resolve.ts';
import { documentSnapshot } from './snapshot.ts';
import { drawWordPdf } from './word-pdf.ts';
import { WordTemplateError, fillDocx } from './word-template.ts';
import { readWord } from './word.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Template {
  blocks: DocumentTemplate | null;
  word: Buffer | null;
}

function templateOf(procedure: LoadedProcedure, definition: DocumentDefinition): Template {
  const file = procedure.document.files.find((candidate) => candidate.path === definition.template);
  if (!file) throw new ProblemError('validation', `文书“${definition.name}”的模板文件不存在。`);
  if (file.path.endsWith('.docx')) return { blocks: null, word: Buffer.from(file.content, 'base64') };
  return { blocks: procedure.package.documents[file.path] ?? null, word: null };
}

/** The Word file of a snapshot. */
function renderDocx(template: Template, snapshot: Record<string, unknown>): Buffer {
  try {
    if (template.word) return fillDocx(template.word, snapshot);
  } catch (error) {
    if (!(error instanceof WordTemplateError)) throw error;
    throw new ProblemError('validation', `文书的 Word 模板无法使用：${error.message}。`);
  }
  if (!template.blocks) throw new ProblemError('validation', '文书模板无法读取。');
  return drawDocx(fillTemplate(template.blocks, snapshot));
}

export interface Generated {
  id: string;
  code: string;
  number: string | null;
}

/**
 * Makes a document of a case: number, snapshot and file together or not at all. Idempotent by job: asked again, the
 * first answer is given and no number is spent.
 */
export async function generateDocument(
  platform: Platform,
  caseId: string,
  body: { jobKey: string; document: string; elementId: string; processInstanceKey: string },
): Promise<Generated> {
  const [known] = await platform.store.find(DOCUMENTS, { where: { jobKey: body.jobKey } });
  if (known) return { id: known.id, code: known.code, number: known.number };
  const item = await platform.store.get(CASES, caseId);
  if (!item) throw notFound('该案件');
  const procedure = await procedureOf(platform, item);
  const definition = procedure.manifest.documents.find((entry) => entry.code === body.document);
  if (!definition) throw new ProblemError('validation', `规程“${procedure.manifest.name}”没有文书“${body.document}”。`);
  const template = templateOf(procedure, definition);
  const document = await platform.store.transaction(SYSTEM_ACTOR, async (unit): Promise<DocumentDoc> => {
    const [again] = await unit.find(DOCUMENTS, { where: { jobKey: body.jobKey } });
    if (again) return again;
    const current = (await unit.get(CASES, caseId)) ?? item;
    const id = randomUUID();
    const number = await numberOf(platform, unit, current, definition, id);
    const snapshot = { ...(await documentSnapshot(platform, unit, current, body.elementId)), number: number ?? '' };
    const docxSha256 = await platform.blobs.write(renderDocx(template, snapshot));
    const stored = await unit.insert(DOCUMENTS, {
      id,
      caseId,
      code: definition.code,
      name: definition.name,
      number,
      audience: definition.audience,
      elementId: body.elementId,
      createdAt: platform.clock.now(),
      sha256: docxSha256,
      status: 'valid',
      jobKey: body.jobKey,
      snapshot,
      docxSha256,
      pdfSha256: null,
      processInstanceKey: body.processInstanceKey,
    });
    unit.audit({
      action: 'document.generated',
      summary: `生成文书“${definition.name}”${number ?? ''}，数据摘要 ${sha256(canonicalJson(snapshot)).slice(0, 16)}`,
      subjectType: 'case',
      subjectId: caseId,
    });
    await refreshCase(platform, unit, caseId);
    return stored;
  });
  platform.live.publish({ type: 'case', id: caseId });
  return { id: document.id, code: document.code, number: document.number };
}

/** The paper that files a case carries the case's own number; others take the next one of their word. */
async function numberOf(
  platform: Platform,
  unit: UnitOfWork,
  item: CaseDoc,
  definition: DocumentDefinition,
  documentId: string,
): Promise<string | null> {
  if (!definition.numberWord) return null;
  if (definition.numberWord === FILING_WORD && item.number !== item.leadNumber) return item.number;
  const organ = platform.organs.get(item.organId);
  // A paper with half a number can't be served, and its number could never be mended.
  if (!organ?.numberPrefix)
    throw new ProblemError(
      'validation',
      `${organ?.name ?? '本机关'}没有设置机关代字，文书“${definition.name}”编不出文号。请系统管理员在“组织机构”中填写机关代字，然后在“过程故障”中重试。`,
    );
  return takeNumber(platform, unit, item, definition.numberWord, {
    subject: 'document',
    subjectId: documentId,
    subjectName: definition.name,
    submissionId: null,
    takenByName: '系统',
  });
}

/** The bytes of a document. The PDF is drawn when first asked for, from the frozen snapshot or Word file, and kept. */
export async function documentBytes(
  platform: Platform,
  document: DocumentDoc,
  format: 'docx' | 'pdf',
): Promise<Buffer> {
  if (format === 'docx') return platform.blobs.read(document.docxSha256);
  if (document.pdfSha256) return platform.blobs.read(document.pdfSha256);
  const item = await platform.store.get(CASES, document.caseId);
  if (!item) throw notFound('该案件');
  const procedure = await procedureOf(platform, item);
  const definition = procedure.manifest.documents.find((entry) => entry.code === document.code);
  const template = definition ? templateOf(procedure, definition) : null;
  const pdf = template?.blocks
    ? await drawPdf(fillTemplate(template.blocks, document.snapshot), document.name)
    : await drawWordPdf(readWord(await platform.blobs.read(document.docxSha256)), document.name);
  const pdfSha256 = await platform.blobs.write(pdf);
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    const current = await unit.get(DOCUMENTS, document.id);
    if (!current || current.pdfSha256) return;
    await unit.update(DOCUMENTS, { ...current, pdfSha256 });
    unit.audit({
      action: 'document.drawn',
      summary: `绘制“${document.name}”的 PDF（SHA-256 ${pdfSha256.slice(0, 16)}）`,
      subjectType: 'document',
      subjectId: document.id,
    });
  });
  return pdf;
}

export async function sendDocument(
  platform: Platform,
  person: Person,
  id: string,
  format: 'docx' | 'pdf',
  response: Response,
): Promise<void> {
  const document = await platform.store.get(DOCUMENTS, id);
  const item = document ? await platform.store.get(CASES, document.caseId) : null;
  if (!document || !item || !platform.organs.seesCase(person, item)) throw notFound('该文书');
  const bytes = await documentBytes(platform, document, format);
  await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'document.read',
      summary: `${person.name} 查看 ${item.number} 的文书“${document.name}”（${format}）`,
      subjectType: 'document',
      subjectId: id,
    });
  });
  const name = `${document.name}${document.number ? ` ${document.number}` : ''}.${format}`;
  response.setHeader('content-type', format === 'pdf' ? 'application/pdf' : DOCX_TYPE);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'private, no-store');
  response.setHeader(
    'content-disposition',
    `${format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  response.send(bytes);
}
