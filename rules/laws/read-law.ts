import type { LawArticle, LawClause, LawFinding, LawHeading, LawText } from '#contracts';
import { formatChineseNumber } from './chinese-number.ts';
import type { LawGuess } from './read-header.ts';
import { dateIn, factsOfFileName, guessLaw } from './read-header.ts';
import { lawKey } from './law-name.ts';
import type { ArticleStart, SourceLine } from './read-lines.ts';
import {
  articleStart,
  headingStart,
  itemStart,
  pointStart,
  sourceLines,
  startsAppendix,
  subItemStart,
} from './read-lines.ts';

export interface LawReading {
  guess: LawGuess;
  history: string[];
  text: LawText;
  /** The day of taking effect that the text itself names; `assumed` when it had to be guessed. */
  effectiveOn: string | null;
  effectiveAssumed: boolean;
  findings: LawFinding[];
}

/**
 * Reads a law from plain text, Markdown or the paragraphs of a Word file (one a line) into chapters and articles.
 *
 * @param path name of the file, with its folder where there is one: tells a date, a level and, without a title, the name
 */
export function readLaw(source: string, path: string): LawReading {
  const lines = sourceLines(source);
  const { title, history, body } = splitHeader(lines, path);
  const guess = guessLaw(title, history, path);
  const reader = new TextReader(guess.name);
  reader.read(body);
  const text = reader.result();
  const findings = [...reader.findings];
  const effective = effectiveDate(text, history, guess.publishedOn);
  if (effective.assumed)
    findings.push({ severity: 'info', line: null, message: '正文没有写明这个版本的施行日期，暂按公布日期，请核对。' });
  return { guess, history, text, effectiveOn: effective.date, effectiveAssumed: effective.assumed, findings };
}

const TITLE_END =
  /(法|条例|规定|办法|细则|规则|决定|解释|通知|意见|规程|标准|准则|公约|章程|纲要|方案|制度|批复|目录|计划|公告|决议|基准|清单|指引|指南)(（[^（）]*）|\([^()]*\))?$/;
const DATED = /^[（(]?\s*(\d{4}|[０-９]{4}|[一二][〇○零一二三四五六七八九]{3})\s*年/;

/** Title, lines of history and the rest. The Markdown collection marks the end of the header; else it ends where the text begins. */
function splitHeader(
  lines: readonly SourceLine[],
  path: string,
): { title: string; history: string[]; body: SourceLine[] } {
  const mark = lines.findIndex(({ text }) => text === '\u0000');
  const first = lines.findIndex(
    (line) => headingStart(line) !== null || articleStart(line.text) !== null || /^目 ?[录次]$/.test(line.text),
  );
  const header = lines.slice(0, mark >= 0 ? mark : headerEnd(lines, first));
  const body = lines.slice(mark >= 0 ? mark + 1 : header.length);
  let title = '';
  const history: string[] = [];
  for (const { text } of header) {
    if (title === '') title = DATED.test(text) ? factsOfFileName(path).name : text;
    else if (history.length === 0 && !TITLE_END.test(title) && !DATED.test(text) && text.length < 40) title += text;
    else if (history.length > 0 && !DATED.test(text) && !/[〔[]\d{4}[〕\]]/.test(text))
      history[history.length - 1] += ` ${text}`;
    else history.push(...splitHistory(text));
    if (title !== '' && history.length === 0 && DATED.test(text)) history.push(...splitHistory(text));
  }
  return { title: title.replace(/ /g, ''), history: [...new Set(history)], body };
}

/** Without a mark: the title, then everything that is a date, a number or stands in brackets. */
function headerEnd(lines: readonly SourceLine[], first: number): number {
  const limit = first < 0 ? lines.length : first;
  let end = Math.min(1, limit);
  while (end < limit) {
    const text = lines[end]?.text ?? '';
    const titleGoesOn = end === 1 && !TITLE_END.test(lines[0]?.text ?? '') && text.length < 40;
    if (
      !titleGoesOn &&
      !DATED.test(text) &&
      !/^[（(].*[）)]?$/.test(text) &&
      !/(令|号)$/.test(text) &&
      !/[）)]$/.test(text)
    )
      break;
    end += 1;
  }
  return end;
}

/** `（…通过 根据…第一次修正 根据…第二次修正）` is one line in a Word file and three steps of history. */
function splitHistory(text: string): string[] {
  return text
    .replace(/^[（(](.*?)[）)]?$/, '$1')
    .split(/(?<=[过正订布行》 ])[ ]*(?:根据|依据)(?=\d{4}年|[０-９]{4}年)/)
    .map((part) => part.replace(/[ 。）)]*(根据)?$/, '').trim())
    .filter((part) => part !== '');
}

/** The closing article says it (`本法自2021年7月15日起施行`); an amendment leaves that sentence as it was. */
function effectiveDate(
  text: LawText,
  history: readonly string[],
  publishedOn: string | null,
): { date: string | null; assumed: boolean } {
  const closing = text.articles
    .slice(-3)
    .reverse()
    .flatMap(({ clauses }) => clauses.map((clause) => clause.text))
    .concat(history.filter((line) => /(施行|执行)/.test(line)))
    .filter((line) => /(起|之日)?(施行|执行|实施|生效)/.test(line));
  const dates = closing.map((line) => dateIn(line)).filter((date) => date !== null);
  const named = dates.find((date) => publishedOn === null || date >= publishedOn);
  if (named) return { date: named, assumed: false };
  if (dates.length === 0 && closing.some((line) => /(公布|发布|颁布|通过|印发)之日/.test(line)))
    return { date: publishedOn, assumed: false };
  return { date: publishedOn, assumed: publishedOn !== null };
}

/** Collects headings and articles from the body, line by line. */
class TextReader {
  readonly findings: LawFinding[] = [];
  readonly #name: string;
  readonly #preamble: string[] = [];
  readonly #headings: LawHeading[] = [];
  #articles: LawArticle[] = [];
  readonly #appendix: string[] = [];
  #unit: LawText['unit'] = 'article';
  #inAppendix = false;
  #lastLine = 0;

  constructor(name: string) {
    this.#name = name;
  }

  read(lines: readonly SourceLine[]): void {
    const body = withoutContents(lines);
    if (body.some(({ text }) => articleStart(text)?.number === 1)) for (const line of body) this.#readLine(line);
    else this.#readPoints(body);
    if (this.#articles.length === 0)
      this.findings.push({ severity: 'error', line: null, message: '没有找到任何条文（“第一条…”或“一、…”）。' });
  }

  result(): LawText {
    return {
      unit: this.#unit,
      preamble: this.#preamble,
      headings: this.#headings,
      articles: this.#articles,
      appendix: this.#appendix,
    };
  }

  #readLine(line: SourceLine): void {
    if (this.#inAppendix) {
      this.#appendix.push(line.text);
      return;
    }
    const heading = headingStart(line);
    if (heading) {
      const { kind, label, title } = heading;
      this.#headings.push({ kind, label, title, before: this.#articles.length });
      return;
    }
    const start = articleStart(line.text);
    if (start && this.#follows(start, line.number)) {
      this.#lastLine = line.number;
      this.#articles.push({
        number: start.number,
        branch: start.branch,
        label: start.label,
        clauses: start.rest === '' ? [] : [clauseOf(start.rest)],
      });
      return;
    }
    if (this.#articles.length > 0 && startsAppendix(line.text)) {
      this.#inAppendix = true;
      this.#appendix.push(line.text);
      return;
    }
    if (line.depth > 0) this.#otherHeading(line);
    else this.#addText(line.text);
  }

  /** Whether an article begins here: always in order; out of order only where the line can't be anything else. */
  #follows(start: ArticleStart, line: number): boolean {
    const last = this.#articles.at(-1);
    const expected = last
      ? start.number === last.number + 1 && start.branch === 0
        ? true
        : start.number === last.number && start.branch === last.branch + 1
      : start.number === 1;
    if (expected) return true;
    if (!start.certain) return false;
    if (last && start.number === last.number + 2 && this.#splitGlued(last, line)) return true;
    const before = last ? `“${last.label}”（第 ${this.#lastLine} 行）` : '开头';
    const message =
      last && start.number === last.number && start.branch === last.branch
        ? `“${start.label}”重复，请核对原文。`
        : last && start.number < last.number
          ? `“${start.label}”排在${before}之后，次序颠倒，请核对原文。`
          : `${before}之后直接是“${start.label}”，中间缺条，请核对原文。`;
    this.findings.push({ severity: 'error', line, message });
    return true;
  }

  /** An article that lost its line break stands in the middle of the one before: `…经营单第四十四条公安机关…`. */
  #splitGlued(last: LawArticle, line: number): boolean {
    const label = `第${formatChineseNumber(last.number + 1)}条`;
    const index = last.clauses.findIndex(({ text }) => text.indexOf(label) > 0);
    const clause = last.clauses[index];
    if (!clause) return false;
    const at = clause.text.indexOf(label);
    const start = articleStart(clause.text.slice(at));
    if (!start) return false;
    const rest: LawClause = { ...clause, text: start.rest };
    const moved = last.clauses.splice(index, Infinity, { text: clause.text.slice(0, at) }).slice(1);
    this.#articles.push({ number: last.number + 1, branch: 0, label, clauses: [rest, ...moved] });
    this.findings.push({
      severity: 'warning',
      line,
      message: `“${label}”没有另起一行，接在“${last.label}”的文字里，已拆开，请核对原文。`,
    });
    return true;
  }

  #otherHeading(line: SourceLine): void {
    if (lawKey(line.text) === lawKey(this.#name)) return;
    this.#headings.push({ kind: 'chapter', label: '', title: line.text, before: this.#articles.length });
  }

  #addText(text: string): void {
    const article = this.#articles.at(-1);
    if (article) addLine(article, text);
    else if (lawKey(text) !== lawKey(this.#name)) this.#preamble.push(text);
  }

  /** A document that counts 一、二、; when （一）（二） run on across those, they are the points and 一、 the headings. */
  #readPoints(lines: readonly SourceLine[]): void {
    this.#unit = 'point';
    const runsOn = pointsRunOn(lines);
    for (const line of lines) {
      const expected = (this.#articles.at(-1)?.number ?? 0) + 1;
      const upper = pointStart(line.text);
      const start = runsOn ? itemStart(line.text) : upper;
      if (this.#inAppendix || (this.#articles.length > 0 && startsAppendix(line.text))) {
        this.#inAppendix = true;
        this.#appendix.push(line.text);
      } else if (runsOn && upper)
        this.#headings.push({
          kind: 'chapter',
          label: line.text.split(/[、.．]/)[0] ?? '',
          title: upper.text,
          before: this.#articles.length,
        });
      else if (start && start.number === expected) {
        const label = runsOn ? (/^[（(].*?[）)]/.exec(line.text)?.[0] ?? '') : (line.text.split(/[、.．]/)[0] ?? '');
        this.#articles.push({
          number: start.number,
          branch: 0,
          label,
          clauses: start.text === '' ? [] : [clauseOf(start.text)],
        });
      } else this.#addText(line.text);
    }
  }
}

function pointsRunOn(lines: readonly SourceLine[]): boolean {
  let last = 0;
  let points = 0;
  for (const { text } of lines) {
    if (pointStart(text)) points += 1;
    const item = itemStart(text);
    if (!item) continue;
    if (points > 1 && item.number === last + 1 && item.number > 1) return true;
    if (item.number === 1 && points > 1) return false;
    last = item.number;
  }
  return false;
}

/** A table of contents repeats the headings before the text: it ends where the first of them comes again. */
function withoutContents(lines: readonly SourceLine[]): SourceLine[] {
  const start = lines.findIndex(({ text }) => /^目 ?[录次]$/.test(text));
  const first = start >= 0 ? lines[start + 1] : undefined;
  if (!first) return [...lines];
  const flat = (text: string): string => text.replace(/[\s.…·]+\d*$/, '').replace(/\s/g, '');
  const again = lines.findIndex((line, index) => index > start + 1 && flat(line.text) === flat(first.text));
  const article = lines.findIndex((line, index) => index > start && articleStart(line.text) !== null);
  const end = again >= 0 && (article < 0 || again < article) ? again : article;
  return end < 0 ? [...lines] : [...lines.slice(0, start), ...lines.slice(end)];
}

/** A paragraph; items written into it (`：（一）甲；（二）乙`) are taken apart. */
function clauseOf(text: string): LawClause {
  const parts = text.split(/(?<=[：:；;])\s*(?=[（(][一二三四五六七八九十]{1,3}[）)])/);
  if (parts.length < 3) return { text };
  const items = parts.slice(1).map((part) => itemStart(part));
  if (items.some((item, index) => item?.number !== index + 1)) return { text };
  return { text: parts[0] ?? '', items: items.filter((item) => item !== null) };
}

/** A further line of an article: an item or a sub-item of its last clause, or a new clause. */
function addLine(article: LawArticle, text: string): void {
  const clause = article.clauses.at(-1);
  const item = itemStart(text);
  if (clause && item && item.number === (clause.items?.at(-1)?.number ?? 0) + 1) {
    (clause.items ??= []).push(item);
    return;
  }
  const lastItem = clause?.items?.at(-1);
  const sub = subItemStart(text);
  if (lastItem && sub && sub.number === (lastItem.subItems?.at(-1)?.number ?? 0) + 1) {
    (lastItem.subItems ??= []).push(sub);
    return;
  }
  article.clauses.push(clauseOf(text));
}
