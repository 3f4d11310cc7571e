import busboy from 'busboy';
import type { Request } from 'express';
import { pipeline } from 'node:stream/promises';
import { ProblemError, invalid } from '../problem-error.ts';
import type { UploadedFile } from './read-file.ts';

const MAX_FILES = 5000;
const MAX_BYTES = 64 * 1024 * 1024;

/** The files of a form, in memory: law texts are small. @throws ProblemError */
export async function receiveFiles(request: Request): Promise<UploadedFile[]> {
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { files: MAX_FILES, fileSize: MAX_BYTES, fields: 20, fieldSize: 20_000 },
    });
  } catch {
    throw invalid('file', '请以表单（multipart/form-data）上传文件。', '文件');
  }
  const files: UploadedFile[] = [];
  let total = 0;
  let tooLarge = false;
  parser.on('file', (_name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      total += chunk.length;
      // What is beyond the limit is read and dropped, so that the sender gets the answer.
      if (total > MAX_BYTES) tooLarge = true;
      else chunks.push(chunk);
    });
    stream.on('end', () => files.push({ path: info.filename ?? '未命名.txt', bytes: Buffer.concat(chunks) }));
    stream.on('error', () => undefined);
  });
  parser.on('filesLimit', () => (tooLarge = true));
  try {
    await pipeline(request, parser);
  } catch {
    throw invalid('file', '上传中断，或表单不完整，请重新上传。', '文件');
  }
  if (tooLarge)
    throw new ProblemError(
      'too-large',
      `一次上传不能超过 ${MAX_BYTES / 1024 / 1024} MB、${MAX_FILES} 个文件，请分批或压缩后上传。`,
    );
  if (files.length === 0) throw invalid('file', '请选择要上传的法规文本。', '文件');
  return files;
}
