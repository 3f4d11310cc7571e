import type { LawChangeKind, LawLevel } from '#contracts';

/** A guess of who a law is and what its newest version is, from its title and its lines of history. */
export interface LawGuess {
  name: string;
  level: LawLevel | null;
  organ: string;
  number: string;
  change: LawChangeKind;
  publishedOn: string | null;
}

const DATE = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/;
const pad = (text: string | undefined): string => String(text ?? '').padStart(2, '0');

/** `2021年1月22日` anywhere in a text → `2021-01-22`; null for none and for a day that does not exist. */
export function dateIn(text: string): string | null {
  const found = DATE.exec(text.normalize('NFKC'));
  if (!found) return null;
  const date = `${found[1]}-${pad(found[2])}-${pad(found[3])}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date;
}

const NUMBERS = [
  /[\u4e00-\u9fff、，\s]{2,40}令(?:\d{4}年)?第\s*\d+\s*号/,
  /[\u4e00-\u9fff]{2,20}第\s*\d+\s*号令/,
  /[\u4e00-\u9fff]{1,12}[〔[［]\d{4}[〕\]］]\s*\d+\s*号/,
];

/** 文号, the last one named: `国务院令第656号`, `国办发〔2018〕118号`. */
export function documentNumberIn(lines: readonly string[]): string {
  for (const line of [...lines].reverse()) {
    const folded = line.normalize('NFKC');
    for (const pattern of NUMBERS) {
      const found = pattern.exec(folded.replace(/(\d{4}年)?\d{1,2}月\d{1,2}日/g, '|'));
      if (found)
        return found[0]
          .replace(/\s+/g, '')
          .replace(/^中华人民共和国(?=.)/, '')
          .replaceAll('[', '〔')
          .replaceAll(']', '〕');
    }
  }
  return '';
}

function changeOf(lines: readonly string[]): LawChangeKind {
  const last = [...lines].reverse().find((line) => /(修订|修正|修改|通过|公布|发布|批准|印发)/.test(line)) ?? '';
  // 《关于修改…的决定》第二次修正 is an amendment; 修订 may stand in the name of another law, so the end of the line decides.
  const end = last.replace(/[）)。\s]+$/, '').slice(-14);
  if (/修正|的决定》?$/.test(end)) return 'amended';
  if (/修订/.test(end)) return /关于修[改订].*决定/.test(last) ? 'amended' : 'revised';
  return 'enacted';
}

const LEVELS: [level: LawLevel, pattern: RegExp][] = [
  ['judicial-interpretation', /法释|最高人民(法院|检察院)/],
  ['local-regulation', /[省市区州](第[\u4e00-\u9fff]+届)?人民代表大会/],
  ['law', /全国人民代表大会/],
  ['local-government-rule', /[省市]人民政府(令|第|令第)/],
  [
    'administrative-regulation',
    /国务院令|国务院第\s*\d+次常务会议|国务院(批准|发布|公布|\s*$)|政务院|《国务院关于修改/,
  ],
  ['normative-document', /[〔[［]\d{4}[〕\]］]\s*\d+\s*号/],
  [
    'departmental-rule',
    /(部|委员会|总局|署|局|银行|会)令|(部|委员会|总局|总署|局|银行)(发布|公布|令|第)|部务会议|部长办公会议/,
  ],
];

/** Level by the organ that made it; the folder of a collection (`national/…`) decides where the lines do not. */
export function levelOf(lines: readonly string[], path: string): LawLevel | null {
  const text = lines.join('\n');
  const folder = /(^|\/)(national|administrative|departmental|local)\//.exec(path)?.[2];
  if (folder === 'national') return 'law';
  if (folder === 'administrative') return 'administrative-regulation';
  if (folder === 'local') return /人民政府令/.test(text) ? 'local-government-rule' : 'local-regulation';
  if (folder === 'departmental') return /[发字][〔[［]\d{4}/.test(text) ? 'normative-document' : 'departmental-rule';
  return LEVELS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const ORGANS = [
  /(全国人民代表大会常务委员会|全国人民代表大会|最高人民法院|最高人民检察院)/,
  /([\u4e00-\u9fff]{2,8}[省市区州])第[\u4e00-\u9fff]+届(人民代表大会常务委员会|人民代表大会)/,
  /(国务院|政务院)/,
  /(?:中华人民共和国)?([\u4e00-\u9fff]{2,16}(?:部|委员会|总局|总署|局|银行|人民政府))(?:、[\u4e00-\u9fff]+)?(?:令|第|发布|公布)/,
];

export function organOf(lines: readonly string[]): string {
  for (const line of lines) {
    const text = line.normalize('NFKC').replace(DATE, '').trim().replace(/^经/, '');
    for (const pattern of ORGANS) {
      const found = pattern.exec(text);
      if (found) return `${found[1] ?? ''}${found[2] ?? ''}`.replace(/^中华人民共和国/, '');
    }
  }
  return '';
}

/** `食品安全法(2021-04-29).md` → the date; the folder and the bare name too. */
export function factsOfFileName(path: string): { name: string; publishedOn: string | null } {
  const base = (path.split('/').at(-1) ?? path).replace(/\.(md|markdown|txt|docx)$/i, '');
  const found = /^(.*?)[\s_]*[（(]?(\d{4})[-.年]?(\d{2})[-.月]?(\d{2})日?[）)]?$/.exec(base);
  const date = found ? dateIn(`${found[2]}年${found[3]}月${found[4]}日`) : null;
  return { name: date ? (found?.[1] ?? base) : base, publishedOn: date };
}

export function guessLaw(title: string, history: readonly string[], path: string): LawGuess {
  const file = factsOfFileName(path);
  const dates = history.filter((line) => !/(施行|执行)[。）)]*$/.test(line) || /(公布|发布|通过)/.test(line));
  const last = dates.map(dateIn).filter((date) => date !== null);
  return {
    name: title === '' ? file.name : title,
    level: levelOf([title, ...history], path),
    organ: organOf(history),
    number: documentNumberIn(history),
    change: changeOf(history),
    publishedOn: file.publishedOn ?? [...last].sort().at(-1) ?? null,
  };
}
