import busboy from 'busboy';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileBlobs } from '../blobs.ts';
import { ProblemError, invalid } from '../problem-error.ts';
import { demandSpace } from '../store/free-space.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';

/** An upload of unknown length must not use up what others need. */
const LOOK_EVERY_BYTES = 4 * 1024 * 1024;

export interface ReceivedFile {
  fields: Record<string, string>;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  sm3: string;
  /** Where the content waits; kept or discarded by the caller. */
  incoming: string;
}

interface Content {
  sizeBytes: number;
  sha256: string;
  sm3: string;
  head: Buffer;
  truncated: boolean;
}

/**
 * Streams one uploaded file to disk, hashing as it passes (SHA-256 and SM3).
 *
 * @throws ProblemError `too-large`, `unsupported-media`, or `validation` when there is no file; nothing is kept then
 */
export async function receiveFile(request: Request, blobs: FileBlobs, limitBytes: number): Promise<ReceivedFile> {
  const declared = Number(request.get('content-length') ?? 0);
  // A form's own lines are a few kilobytes; what is far beyond the limit needs no reading.
  if (declared > limitBytes + 1024 * 1024) {
    request.unpipe();
    throw tooLarge(limitBytes);
  }
  const incoming = blobs.incomingPath();
  await demandSpace(dirname(incoming), declared);
  try {
    const { fields, fileName, content } = await readForm(request, incoming, limitBytes);
    if (content.truncated) throw tooLarge(limitBytes);
    if (content.sizeBytes === 0) throw invalid('file', '上传的文件是空的。', '文件');
    const mediaType = sniff(content.head, fileName);
    if (mediaType === null)
      throw new ProblemError(
        'unsupported-media',
        `“${fileName}”的内容与扩展名不符，或是不受理的类型。可以上传照片、音视频、PDF、OFD、Office 文档、压缩包和纯文本。`,
      );
    const { sizeBytes, sha256, sm3 } = content;
    return { fields, fileName, mediaType, sizeBytes, sha256, sm3, incoming };
  } catch (error) {
    await blobs.discard(incoming);
    throw error;
  }
}

const tooLarge = (limitBytes: number): ProblemError => {
  const megabytes = Math.round(limitBytes / 1024 / 1024);
  return new ProblemError('too-large', `文件超过 ${megabytes} MB 的上限，请压缩或分段后上传。`);
};

async function readForm(
  request: Request,
  incoming: string,
  limitBytes: number,
): Promise<{ fields: Record<string, string>; fileName: string; content: Content }> {
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fileSize: limitBytes, fields: 20, fieldSize: 20_000, parts: 30 },
    });
  } catch {
    throw invalid('file', '请以表单（multipart/form-data）上传文件。', '文件');
  }
  const fields: Record<string, string> = {};
  let fileName = '';
  let content: Promise<Content> | undefined;
  parser.on('field', (name, value) => (fields[name] = value));
  parser.on('file', (_name, stream, info) => {
    fileName = info.filename ?? '未命名';
    content = writeContent(stream, incoming);
    // Awaited below; a failure before that must not count as unhandled.
    content.catch(() => undefined);
  });
  await pipeline(request, parser);
  if (!content) throw invalid('file', '请选择要上传的文件。', '文件');
  return { fields, fileName, content: await content };
}

async function writeContent(stream: Readable & { truncated?: boolean }, incoming: string): Promise<Content> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let sizeBytes = 0;
  let head = Buffer.alloc(0);
  let lookedAt = 0;
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (sizeBytes - lookedAt > LOOK_EVERY_BYTES) {
        lookedAt = sizeBytes;
        demandSpace(dirname(incoming)).catch((error: Error) => tap.destroy(error));
      }
      sha256.update(chunk);
      sm3.update(chunk);
      sizeBytes += chunk.length;
      if (head.length < SNIFF_BYTES) head = Buffer.concat([head, chunk]).subarray(0, SNIFF_BYTES);
      done(null, chunk);
    },
  });
  stream.once('error', (error: Error) => tap.destroy(error));
  stream.pipe(tap);
  try {
    await pipeline(tap, createWriteStream(incoming, { flags: 'wx', flush: true }));
  } catch (error) {
    // A full disk: the rest is read and dropped, or the parser would wait for ever and the sender for its answer.
    stream.unpipe(tap);
    stream.resume();
    throw error;
  }
  return {
    sizeBytes,
    sha256: sha256.digest('hex'),
    sm3: sm3.digest('hex'),
    head,
    truncated: stream.truncated === true,
  };
}
