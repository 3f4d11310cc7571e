import type { Citation } from '#contracts';
import { formatReference, parseArticles, scanCitations } from '../../laws/index.ts';

const cut = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

const UNMARKED =
  /^(?:依据|根据|违反)?([\u4e00-\u9fa5]{2,40}?(?:法|条例|规定|办法|细则|规则))(?:[（(]\d{4}[^）)]*[）)])?(第?[\d零一二三四五六七八九十百]+.*)$/;

/** `食品安全法122(1)`, `食品安全法第一百二十二条第一款`: a law without book-title marks. */
const readUnmarked = (words: string): Citation[] =>
  words.split(/[；;、\n，]/).flatMap((piece) => {
    const found = UNMARKED.exec(piece.trim());
    return found
      ? parseArticles(found[2] ?? '').map((reference) => ({
          law: reference.law ?? found[1] ?? '',
          article: formatReference(reference),
        }))
      : [];
  });

/** The laws and articles that a cell cites; what can't be read stays as the words of the cell, without an article. */
export const readBasis = (text: string): { citations: Citation[]; unread: boolean } => {
  const words = text.trim();
  if (words === '' || /^(无|\/|-|—+)$/.test(words)) return { citations: [], unread: false };
  const marked = scanCitations(words);
  const found = marked.length > 0 ? marked : readUnmarked(words);
  const unique = new Map(found.map(({ law, article }) => [`${law} ${article}`, { law, article }]));
  if (unique.size > 0) return { citations: [...unique.values()].slice(0, 20), unread: false };
  return { citations: [{ law: cut(words), article: '' }], unread: true };
};
