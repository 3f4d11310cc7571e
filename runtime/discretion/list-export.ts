import exceljs from 'exceljs';
import type { DiscretionItem } from '#contracts';

const LISTS: Record<string, string> = {
  'no-penalty': '不予处罚',
  mitigated: '减轻处罚',
  lenient: '从轻处罚',
  aggravated: '从重处罚',
};
const STATUS: Record<string, string> = { effective: '有效', 'to-review': '待复核', retired: '已停用' };

/** Headings that an import of this platform reads back. */
const COLUMNS: readonly [heading: string, width: number, text: (item: DiscretionItem) => string | number][] = [
  ['编号', 18, (item) => item.code],
  ['清单类型', 12, (item) => LISTS[item.list] ?? item.list],
  ['部门', 14, (item) => item.department],
  ['类别', 14, (item) => item.category ?? ''],
  ['违法行为', 50, (item) => item.violation],
  ['适用条件', 50, conditionsText],
  ['排除条件', 30, (item) => item.exclusions.map(({ text }) => text).join('；')],
  ['处罚依据', 40, (item) => basisText(item.penaltyBasis)],
  ['不予处罚依据', 30, (item) => basisText(item.leniencyBasis ?? [])],
  ['处理结果', 30, (item) => item.outcome],
  ['配套监管措施', 30, (item) => item.measures.join('、')],
  ['施行日期', 12, (item) => item.effectiveFrom],
  ['版本', 8, (item) => item.version],
  ['效力', 10, (item) => STATUS[item.status] ?? item.status],
  ['来源', 8, (item) => item.origin],
  ['备注', 30, (item) => item.note ?? item.originNote ?? ''],
];

function conditionsText({ conditions, combine }: DiscretionItem): string {
  const texts = conditions.map(({ text }) => text);
  return combine === 'any' && texts.length > 1
    ? `符合下列情形之一：${texts.map((text, index) => `${index + 1}.${text}`).join('；')}`
    : texts.join('；');
}

const basisText = (citations: DiscretionItem['penaltyBasis']): string =>
  citations.map(({ law, article }) => `《${law}》${article}`).join('；');

/** A text that a spreadsheet would take for a formula is kept a text: cells of type string are never evaluated. */
export async function exportItems(items: readonly DiscretionItem[]): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('四张清单', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  for (const item of items) {
    const row = sheet.addRow(COLUMNS.map(([, , text]) => text(item)));
    row.alignment = { wrapText: true, vertical: 'top' };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
