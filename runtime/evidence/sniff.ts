/** What a file really is, by its first bytes: a name or a declared type proves nothing. */
interface Signature {
  mediaType: string;
  extensions: string[];
  matches: (head: Buffer) => boolean;
}

const starts =
  (...bytes: number[]) =>
  (head: Buffer): boolean =>
    bytes.every((byte, index) => head[index] === byte);
const text =
  (value: string, offset = 0): ((head: Buffer) => boolean) =>
  (head) =>
    head.subarray(offset, offset + value.length).toString('latin1') === value;

const SIGNATURES: Signature[] = [
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'], matches: starts(0xff, 0xd8, 0xff) },
  { mediaType: 'image/png', extensions: ['png'], matches: starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mediaType: 'image/gif', extensions: ['gif'], matches: text('GIF8') },
  { mediaType: 'image/webp', extensions: ['webp'], matches: (head) => text('RIFF')(head) && text('WEBP', 8)(head) },
  { mediaType: 'image/bmp', extensions: ['bmp'], matches: text('BM') },
  {
    mediaType: 'image/tiff',
    extensions: ['tif', 'tiff'],
    matches: (head) => starts(0x49, 0x49, 0x2a, 0)(head) || starts(0x4d, 0x4d, 0, 0x2a)(head),
  },
  {
    mediaType: 'image/heic',
    extensions: ['heic', 'heif'],
    matches: (head) => text('ftyp', 4)(head) && /^(heic|heix|mif1|msf1)$/.test(head.subarray(8, 12).toString('latin1')),
  },
  {
    mediaType: 'video/quicktime',
    extensions: ['mov'],
    matches: (head) => text('ftypqt', 4)(head) || text('moov', 4)(head),
  },
  { mediaType: 'video/mp4', extensions: ['mp4', 'm4v', 'm4a', '3gp'], matches: text('ftyp', 4) },
  { mediaType: 'video/x-msvideo', extensions: ['avi'], matches: (head) => text('RIFF')(head) && text('AVI ', 8)(head) },
  { mediaType: 'audio/wav', extensions: ['wav'], matches: (head) => text('RIFF')(head) && text('WAVE', 8)(head) },
  { mediaType: 'video/webm', extensions: ['webm', 'mkv'], matches: starts(0x1a, 0x45, 0xdf, 0xa3) },
  { mediaType: 'audio/ogg', extensions: ['ogg', 'oga', 'ogv'], matches: text('OggS') },
  { mediaType: 'audio/flac', extensions: ['flac'], matches: text('fLaC') },
  {
    mediaType: 'audio/mpeg',
    extensions: ['mp3'],
    matches: (head) => text('ID3')(head) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0),
  },
  { mediaType: 'audio/amr', extensions: ['amr'], matches: text('#!AMR') },
  { mediaType: 'application/pdf', extensions: ['pdf', 'ofd-pdf'], matches: text('%PDF-') },
  {
    mediaType: 'application/zip',
    extensions: ['zip', 'docx', 'xlsx', 'pptx', 'ofd', 'wps'],
    matches: (head) => starts(0x50, 0x4b, 3, 4)(head) || starts(0x50, 0x4b, 5, 6)(head),
  },
  {
    mediaType: 'application/x-ole-storage',
    extensions: ['doc', 'xls', 'ppt', 'wps', 'et'],
    matches: starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
  },
  { mediaType: 'application/x-7z-compressed', extensions: ['7z'], matches: starts(0x37, 0x7a, 0xbc, 0xaf) },
  { mediaType: 'application/vnd.rar', extensions: ['rar'], matches: text('Rar!') },
];

const OFFICE: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ofd: 'application/ofd',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};

/** Programs and pages, whatever they are called. */
const HOSTILE: ((head: Buffer) => boolean)[] = [
  starts(0x7f, 0x45, 0x4c, 0x46),
  text('MZ'),
  starts(0xca, 0xfe, 0xba, 0xbe),
  starts(0xcf, 0xfa, 0xed, 0xfe),
  text('#!/'),
  (head) => /^[\s\ufeff]*<(?:!doctype html|html|script|svg|\?php)/i.test(head.toString('utf8')),
  (head) => /^[\s\ufeff]*<\?xml[^>]*>\s*(?:<!--.*?-->\s*)?<(?:svg|html)/is.test(head.toString('utf8')),
];

const TEXTS = new Set(['txt', 'csv', 'log']);

export const SNIFF_BYTES = 4096;

/**
 * The media type of an upload by content and extension; null when it is disguised, a program, or of an unknown kind.
 *
 * @param head the first bytes, up to `SNIFF_BYTES`
 */
export function sniff(head: Buffer, fileName: string): string | null {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (HOSTILE.some((matches) => matches(head))) return null;
  if (TEXTS.has(extension)) return isText(head) ? 'text/plain' : null;
  const found = SIGNATURES.filter((signature) => signature.matches(head));
  const signature = found.find((candidate) => candidate.extensions.includes(extension));
  if (!signature) return null;
  return OFFICE[extension] ?? signature.mediaType;
}

/** No control characters but white space: UTF-8, GBK and the like pass, binaries don't. */
const isText = (head: Buffer): boolean => head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
