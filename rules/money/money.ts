import { Decimal } from 'decimal.js';

/** Parses yuan as typed (`12500`, `12,500.00`, `¥12,500.5`) to fen; null when it is no amount with at most two decimals. */
export const yuanToFen = (text: string): number | null => {
  const plain = text.replace(/[¥￥,，\s元]/g, '');
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) return null;
  return new Decimal(plain).times(100).toNumber();
};

/** `¥12,500.00`. */
export const formatFen = (fen: number): string => {
  const sign = fen < 0 ? '-' : '';
  const [yuan = '0', cents = '00'] = new Decimal(Math.abs(fen)).div(100).toFixed(2).split('.');
  return `${sign}¥${yuan.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${cents}`;
};

/** `12500.00`: the form in which money fields keep an amount. */
export const fenToYuanText = (fen: number): string => new Decimal(fen).div(100).toFixed(2);

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = ['', '拾', '佰', '仟'];
const SECTIONS = ['', '万', '亿', '兆'];

const sectionInWords = (section: number): string => {
  let words = '';
  let zero = false;
  for (let position = 3; position >= 0; position--) {
    const digit = Math.floor(section / 10 ** position) % 10;
    if (digit === 0) zero = words !== '';
    else {
      words += (zero ? '零' : '') + DIGITS[digit] + UNITS[position];
      zero = false;
    }
  }
  return words;
};

/** 大写金额 for documents: `壹万贰仟伍佰元整`, `壹佰元零伍分`. */
export const moneyInWords = (fen: number): string => {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('金额应为不小于零的整数（分）');
  let yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const cents = fen % 10;
  let words = '';
  for (let index = 0, pendingZero = false; yuan > 0; index++) {
    const section = yuan % 10_000;
    yuan = Math.floor(yuan / 10_000);
    if (section > 0) {
      words = sectionInWords(section) + (SECTIONS[index] ?? '') + (pendingZero ? '零' : '') + words;
      pendingZero = section < 1000;
    } else if (words !== '') pendingZero = true;
  }
  const integer = words === '' ? (jiao || cents ? '' : '零元') : `${words}元`;
  if (jiao === 0 && cents === 0) return `${integer}整`;
  const jiaoWords = jiao > 0 ? `${DIGITS[jiao]}角` : words === '' ? '' : '零';
  return `${integer}${jiaoWords}${cents > 0 ? `${DIGITS[cents]}分` : '整'}`;
};
