import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { EvidenceView } from '#contracts';
import { demandHandling } from '../cases/case-commands.ts';
import { refreshCase } from '../cases/case-index.ts';
import { caseInScope, evidenceView } from '../cases/case-views.ts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, invalid, notFound } from '../problem-error.ts';
import { canonicalJson, sha256 } from '../store/audit-chain.ts';
import type { CaseDoc, EvidenceDoc } from '../store/collections.ts';
import { CASES, EVIDENCE, JOB_ANSWERS } from '../store/collections.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import type { ReceivedFile } from './receive.ts';
import { receiveFile } from './receive.ts';

type View = z.infer<typeof EvidenceView>;

/** Takes a piece of evidence in. It never changes afterwards; a better one supersedes it openly. */
export async function uploadEvidence(
  platform: Platform,
  person: Person,
  caseId: string,
  request: Request,
): Promise<View> {
  const item = await caseInScope(platform, person, caseId);
  demandHandling(person, item);
  const file = await receiveFile(request, platform.blobs, platform.settings.evidenceLimitBytes);
  return keep(platform, person, item, file, null);
}

/** Puts a new version in the place of one that is not sealed. */
export async function supersedeEvidence(
  platform: Platform,
  person: Person,
  evidenceId: string,
  request: Request,
): Promise<View> {
  const { piece, item } = await evidenceInScope(platform, person, evidenceId);
  demandHandling(person, item);
  if (piece.supersededBy !== null) throw conflict('这份证据已被替换过，请替换最新的一份。');
  const file = await receiveFile(request, platform.blobs, platform.settings.evidenceLimitBytes);
  if (piece.sealedAt !== null && !file.fields['description']?.trim()) {
    await platform.blobs.discard(file.incoming);
    throw invalid('description', '这份证据已经封存，替换必须在说明中写明理由。', '说明');
  }
  return keep(platform, person, item, file, piece);
}

async function keep(
  platform: Platform,
  person: Person,
  item: CaseDoc,
  file: ReceivedFile,
  replaced: EvidenceDoc | null,
): Promise<View> {
  const kind = EvidenceView.shape.kind.safeParse(file.fields['kind'] ?? replaced?.kind);
  if (!kind.success) {
    await platform.blobs.discard(file.incoming);
    throw invalid('kind', '请选择证据种类（书证、物证、视听资料、电子数据等八种之一）。', '证据种类');
  }
  await platform.blobs.keep(file.incoming, file.sha256);
  const at = platform.clock.now();
  const id = randomUUID();
  const custody = { at, userId: person.id, userName: person.name };
  const piece = await platform.store.transaction(actorOf(person), async (unit) => {
    const stored = await unit.insert(EVIDENCE, {
      id,
      caseId: item.id,
      name: (file.fields['name'] ?? '').trim() || file.fileName,
      fileName: file.fileName,
      kind: kind.data,
      description: file.fields['description'] ?? '',
      mediaType: file.mediaType,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      sm3: file.sm3,
      elementId: file.fields['elementId'] || (replaced?.elementId ?? null),
      uploadedBy: person.id,
      uploadedByName: person.name,
      uploadedAt: at,
      supersededBy: null,
      sealedAt: null,
      custody: [{ ...custody, action: 'collected' as const }],
    });
    if (replaced)
      await unit.update(EVIDENCE, {
        ...replaced,
        supersededBy: id,
        custody: [...replaced.custody, { ...custody, action: 'superseded' as const }],
      });
    unit.audit({
      action: replaced ? 'evidence.superseded' : 'evidence.collected',
      summary: `${person.name} ${replaced ? `替换证据“${replaced.name}”${replaced.sealedAt ? '（已封存）' : ''}为` : '上传证据'}“${stored.name}”（${stored.kind}，SHA-256 ${file.sha256.slice(0, 16)}）`,
      subjectType: 'case',
      subjectId: item.id,
    });
    await refreshCase(platform, unit, item.id);
    return stored;
  });
  platform.live.publish({ type: 'case', id: item.id });
  return evidenceView(piece);
}

async function evidenceInScope(
  platform: Platform,
  person: Person,
  id: string,
): Promise<{ piece: EvidenceDoc; item: CaseDoc }> {
  const piece = await platform.store.get(EVIDENCE, id);
  const item = piece ? await platform.store.get(CASES, piece.caseId) : null;
  if (!piece || !item || item.void || !platform.organs.seesCase(person, item)) throw notFound('该证据');
  return { piece, item };
}

/** Looks and custody events of one person within this time count once (a video player asks for many ranges). */
const SAME_LOOK_MS = 60_000;

/** Sends the content; the look is a custody event and an audit entry, written before the first byte leaves. */
export async function sendEvidence(
  platform: Platform,
  person: Person,
  id: string,
  download: boolean,
  request: Request,
  response: Response,
): Promise<void> {
  const { piece, item } = await evidenceInScope(platform, person, id);
  const action = download ? 'downloaded' : 'viewed';
  const last = piece.custody.findLast((entry) => entry.userId === person.id && entry.action === action);
  if (!last || platform.clock.ms() - Date.parse(last.at) > SAME_LOOK_MS)
    await platform.store.transaction(actorOf(person), async (unit) => {
      const current = await unit.get(EVIDENCE, id);
      if (!current) throw notFound('该证据');
      const entry = { at: platform.clock.now(), action: action as 'viewed', userId: person.id, userName: person.name };
      await unit.update(EVIDENCE, { ...current, custody: [...current.custody, entry] });
      unit.audit({
        action: `evidence.${action}`,
        summary: `${person.name} ${download ? '下载' : '查看'} ${item.number} 的证据“${piece.name}”`,
        subjectType: 'evidence',
        subjectId: id,
      });
    });
  sendBlob(platform, piece, download, request, response);
}

/** The name of the evidence with the extension that the file came with. */
export const fileNameOf = (piece: EvidenceDoc): string => {
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(piece.fileName)?.[0] ?? '';
  return piece.name.endsWith(extension) ? piece.name : `${piece.name}${extension}`;
};

/** Types that a browser may show inside our pages; all others are only offered for download. */
const INLINE = /^(image\/(jpeg|png|gif|webp|bmp)|video\/|audio\/|application\/pdf$|text\/plain$)/;

function sendBlob(
  platform: Platform,
  piece: EvidenceDoc,
  download: boolean,
  request: Request,
  response: Response,
): void {
  const inline = !download && INLINE.test(piece.mediaType);
  response.setHeader('content-type', piece.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : piece.mediaType);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'private, no-store');
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader(
    'content-disposition',
    `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileNameOf(piece))}`,
  );
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.get('range') ?? '');
  if (!range || (range[1] === '' && range[2] === '')) {
    response.setHeader('content-length', piece.sizeBytes);
    platform.blobs
      .stream(piece.sha256)
      .on('error', () => response.destroy())
      .pipe(response);
    return;
  }
  const start = range[1] === '' ? Math.max(0, piece.sizeBytes - Number(range[2])) : Number(range[1]);
  const end =
    range[1] === '' || range[2] === '' ? piece.sizeBytes - 1 : Math.min(Number(range[2]), piece.sizeBytes - 1);
  if (start > end) {
    response.status(416).setHeader('content-range', `bytes */${piece.sizeBytes}`).end();
    return;
  }
  response.status(206);
  response.setHeader('content-range', `bytes ${start}-${end}/${piece.sizeBytes}`);
  response.setHeader('content-length', end - start + 1);
  platform.blobs
    .stream(piece.sha256, { start, end })
    .on('error', () => response.destroy())
    .pipe(response);
}

/** Seals all evidence of a case so far; asked again by the same job, the same answer. */
export async function sealEvidence(
  platform: Platform,
  caseId: string,
  jobKey: string,
): Promise<{ count: number; digest: string }> {
  return platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    const answered = await unit.get(JOB_ANSWERS, `seal:${jobKey}`);
    if (answered) return answered.answer as { count: number; digest: string };
    const item = await unit.get(CASES, caseId);
    if (!item) throw notFound('该案件');
    const at = platform.clock.now();
    const pieces = await unit.find(EVIDENCE, { where: { caseId }, sort: [['uploadedAt', 'asc']] });
    const valid = pieces.filter((piece) => piece.supersededBy === null);
    for (const piece of valid)
      if (piece.sealedAt === null)
        await unit.update(EVIDENCE, {
          ...piece,
          sealedAt: at,
          custody: [
            ...piece.custody,
            { at, action: 'sealed' as const, userId: SYSTEM_ACTOR.id, userName: SYSTEM_ACTOR.name },
          ],
        });
    const digest = sha256(
      canonicalJson(valid.map((piece) => ({ id: piece.id, sha256: piece.sha256, sm3: piece.sm3 }))),
    );
    const answer = { count: valid.length, digest };
    await unit.insert(JOB_ANSWERS, { id: `seal:${jobKey}`, answer });
    unit.audit({
      action: 'evidence.sealed',
      summary: `封存 ${item.number} 的证据 ${valid.length} 份，摘要 ${digest.slice(0, 16)}`,
      subjectType: 'case',
      subjectId: caseId,
    });
    await refreshCase(platform, unit, caseId);
    return answer;
  });
}
