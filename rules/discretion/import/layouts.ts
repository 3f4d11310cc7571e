import type { ImportField, ImportLayout } from '#contracts';

export const FIELD_NAMES: Record<ImportField, string> = {
  ignore: '（不导入）',
  number: '序号',
  code: '编号',
  list: '清单类型',
  department: '部门',
  category: '类别',
  organ: '实施机关',
  violation: '违法行为',
  dutyBasis: '违反条款',
  penaltyBasis: '处罚依据',
  leniencyBasis: '不予（减轻、从轻）处罚依据',
  penaltyText: '法定处罚内容',
  leniencyKind: '免罚情形',
  conditions: '适用条件',
  exclusions: '排除情形',
  outcome: '处理结果',
  measures: '配套措施',
  effectiveFrom: '施行日期',
  note: '备注',
};

/** Column layouts of published lists (domain facts §8.4). */
export const LAYOUTS: Record<Exclude<ImportLayout, 'other'>, { name: string; headings: string[] }> = {
  A: { name: '样式 A（泉州文旅、济南同类）', headings: ['序号', '违法行为', '适用条件', '法定依据', '配套监管措施'] },
  B: {
    name: '样式 B（广东文旅）',
    headings: ['序号', '事项名称', '设定依据', '适用情形', '免处罚依据', '配套监管措施'],
  },
  C: { name: '样式 C（威海应急、潍坊住建、石嘴山市监）', headings: ['序号', '违法行为', '适用条件', '法定依据'] },
  D: {
    name: '样式 D（沅江城管、大英文旅）',
    headings: ['序号', '行政处罚事项', '实施机关', '不予处罚适用条件', '法律依据', '备注'],
  },
  E: { name: '样式 E（金华、衢州生态）', headings: ['序号', '类别', '事项名称', '法律依据', '适用条件'] },
  F: {
    name: '样式 F（咸宁应急、人社）',
    headings: ['序号', '处罚事项', '不予情形', '处罚事项依据', '不予处罚依据', '配套监管措施'],
  },
  G: { name: '样式 G（广德）', headings: ['序号', '单位', '违法行为', '处罚依据', '免罚情形'] },
  H: { name: '样式 H（交通）', headings: ['序号', '事项名称', '法律依据', '适用条件（需同时满足）', '备注'] },
  I: { name: '样式 I（保定莲池应急）', headings: ['序号', '事项名称', '实施依据', '免罚情形', '适用条件'] },
};

export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/[\s:：]/g, '')
    .replace(/\(.*?\)/g, '');

/** Headings as they are written, most telling first. The first that fits counts. */
const PATTERNS: readonly [RegExp, ImportField][] = [
  [/^(序号|序|项次)$/, 'number'],
  [/^(事项)?(编号|编码|代码)$/, 'code'],
  [/^清单(类型|类别|名称)?$/, 'list'],
  [/^(部门|主管部门|执法部门|系统)$/, 'department'],
  [/^(类别|领域|类型|行业)$/, 'category'],
  [/^(实施机关|实施主体|执法主体|单位|执法单位)$/, 'organ'],
  [/^(违反条款|义务条款|违反的?规定)$/, 'dutyBasis'],
  [/^(免(予)?处罚|不予(行政)?处罚|减轻(行政)?处罚|从轻(行政)?处罚|免罚|减轻|从轻|裁量)(法律)?依据$/, 'leniencyBasis'],
  [/^(罚则|处罚内容|法定处罚(内容|种类.*)?)$/, 'penaltyText'],
  [/^(法定|法律|设定|实施|处罚|处罚事项|行政处罚|从重处罚)?依据.*$/, 'penaltyBasis'],
  [/^(不?适用(除外|排除).*|排除(条件|情形)|不适用情形)$/, 'exclusions'],
  [/^.*(适用条件|适用情形|不予情形|减轻情形|从轻情形|从重情形|适用情节|情形和?条件|裁量情节)$/, 'conditions'],
  [/^(免罚情形|免罚类型)$/, 'leniencyKind'],
  [/^(不予|减轻|从轻|从重)(行政)?(处罚)?(的)?(情形|条件)$/, 'conditions'],
  [/^(违法行为|(行政)?处罚事项|事项名称|事项|违法事项|违法情形)(或违法行为)?(名称)?$/, 'violation'],
  [/^(处理(结果|意见)?|裁量结果|裁量幅度|减轻后标准|处罚标准|具体标准)$/, 'outcome'],
  [/^配套(监管)?措施$/, 'measures'],
  [/^(施行|生效|实施)日期$/, 'effectiveFrom'],
  [/^备注|说明$/, 'note'],
];

export const fieldOfHeading = (heading: string): ImportField => {
  const key = headingKey(heading);
  return key === '' ? 'ignore' : (PATTERNS.find(([pattern]) => pattern.test(key))?.[1] ?? 'ignore');
};

/** What each column holds. Where there is no 适用条件, the 免罚情形 are the conditions; a field is taken once. */
export const mapColumns = (headings: readonly string[]): ImportField[] => {
  const fields = headings.map(fieldOfHeading);
  const withConditions = fields.includes('conditions');
  const taken = new Set<ImportField>();
  return fields.map((field) => {
    const meant = field === 'leniencyKind' && !withConditions ? 'conditions' : field;
    if (meant === 'ignore' || meant === 'note') return meant;
    if (taken.has(meant)) return 'ignore';
    taken.add(meant);
    return meant;
  });
};

/** The published layout that these headings are like: most headings in common, then fewest beside. */
export const detectLayout = (headings: readonly string[]): ImportLayout => {
  const keys = new Set(headings.map(headingKey).filter((key) => key !== ''));
  const scores = Object.entries(LAYOUTS).map(([layout, { headings: wanted }]) => {
    const common = wanted.filter((heading) => keys.has(headingKey(heading))).length;
    return { layout: layout as ImportLayout, common, beside: wanted.length - common + keys.size - common };
  });
  const [best] = scores.sort((a, b) => b.common - a.common || a.beside - b.beside);
  return best && best.common >= 3 && best.beside <= 2 ? best.layout : 'other';
};

/** The row of headings: the first of the first fifteen with two known headings or more, one of them the violation. */
export const findHeaderRow = (rows: readonly (readonly string[])[]): number | null => {
  const index = rows.slice(0, 15).findIndex((row) => {
    const fields = row.map(fieldOfHeading).filter((field) => field !== 'ignore');
    return fields.includes('violation') && new Set(fields).size >= 2;
  });
  if (index >= 0) return index;
  const likely = rows
    .slice(0, 15)
    .findIndex((row) => new Set(row.map(fieldOfHeading).filter((f) => f !== 'ignore')).size >= 3);
  return likely >= 0 ? likely : null;
};
