import { certificateState } from './certificate-state.tsx';
import { toCsv } from './csv.ts';
import { monthsOf } from './deadline-explain.tsx';
import { formatDate, formatDuration, formatInstant, formatSize } from './format.ts';

describe('words for dates and sizes', () => {
  test('a date has its weekday, an instant is Shanghai wall time', () => {
    expect(formatDate('2026-04-07')).toBe('2026-04-07（周二）');
    expect(formatDate(null)).toBe('—');
    expect(formatInstant('2026-04-07T02:32:00Z')).toBe('2026-04-07 10:32');
  });

  test.each([
    [400, '0.4 秒'],
    [59_000, '59 秒'],
    [3_600_000 * 2 + 60_000 * 5, '2 小时 5 分'],
    [86_400_000 * 3, '3 天'],
    [null, '—'],
  ])('%s ms reads %s', (durationMs, text) => expect(formatDuration(durationMs)).toBe(text));

  test('sizes', () => expect(formatSize(2_345_678)).toBe('2.2 MB'));
});

describe('toCsv', () => {
  test('quotes cells and disarms formulas', () => {
    const csv = toCsv([{ title: '名称', text: (row: string) => row }, { title: '操作' }], ['a"b', '=1+1']);
    expect(csv).toBe('\uFEFF"名称"\r\n"a""b"\r\n"\'=1+1"\r\n');
  });
});

describe('certificateState', () => {
  const now = '2026-11-23T09:30:00+08:00';
  const certificate = {
    kind: 'enforcement' as const,
    number: '鲁A1',
    status: 'active' as const,
    validFrom: '2024-01-01',
  };
  test.each([
    ['2028-12-31', true, '执法证有效至 2028-12-31'],
    ['2026-11-26', true, '执法证还有 3 天到期'],
    ['2026-11-22', false, '执法证已于 2026-11-22 到期'],
  ])('valid to %s', (validTo, valid, text) => {
    expect(certificateState([{ ...certificate, validTo }], 'enforcement', now)).toMatchObject({ valid, text });
  });

  test('none and revoked ones', () => {
    expect(certificateState([], 'enforcement', now)).toMatchObject({ valid: false, text: '没有执法证' });
    const revoked = { ...certificate, status: 'revoked' as const, validTo: '2028-12-31' };
    expect(certificateState([revoked], 'enforcement', now)).toMatchObject({ valid: false, text: '执法证注销' });
  });
});

describe('monthsOf', () => {
  test('days are put under their months, weeks begin on Monday', () => {
    const day = (date: string) => ({ date, counted: true, reason: '' });
    const months = monthsOf([day('2026-04-30'), day('2026-05-01'), day('2026-05-02')]);
    expect(months.map((month) => [month.title, month.lead, month.days.length])).toEqual([
      ['2026 年 4 月', 3, 1],
      ['2026 年 5 月', 4, 2],
    ]);
  });
});
