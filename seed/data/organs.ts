import type { Organ } from '#contracts';

/** Department types with the character that stands for them in document numbers (domain facts §16: examples, to be confirmed). */
const DEPARTMENTS: [id: string, department: string, suffix: string, word: string][] = [
  ['fagai', '发展改革', '发展和改革委员会', '发改'],
  ['jiaoyu', '教育', '教育局', '教'],
  ['keji', '科技', '科学技术局', '科'],
  ['gongxin', '工业和信息化', '工业和信息化局', '工信'],
  ['minzong', '民族宗教', '民族宗教事务局', '民宗'],
  ['gongan', '公安', '公安局', '公'],
  ['minzheng', '民政', '民政局', '民'],
  ['sifa', '司法行政', '司法局', '司'],
  ['caizheng', '财政', '财政局', '财'],
  ['renshe', '人力资源社会保障', '人力资源和社会保障局', '人社'],
  ['zigui', '自然资源和规划', '自然资源和规划局', '自然'],
  ['zhujian', '住房城乡建设', '住房和城乡建设局', '建'],
  ['chengguan', '城市管理', '城市管理局（综合行政执法局）', '城管'],
  ['jiaotong', '交通运输', '交通运输局', '交'],
  ['shuiwu', '城乡水务', '城乡水务局', '水'],
  ['yuanlin', '园林和林业绿化', '园林和林业绿化局', '园'],
  ['nongye', '农业农村', '农业农村局', '农'],
  ['shangwu', '商务', '商务局', '商'],
  ['wenlv', '文化和旅游', '文化和旅游局', '文旅'],
  ['weijian', '卫生健康', '卫生健康委员会', '卫'],
  ['yingji', '应急管理', '应急管理局', '应急'],
  ['shengtai', '生态环境', '生态环境局', '环'],
  ['shijian', '市场监管', '市场监督管理局', '市监'],
  ['tiyu', '体育', '体育局', '体'],
  ['tongji', '统计', '统计局', '统'],
  ['yibao', '医疗保障', '医疗保障局', '医保'],
  ['renfang', '人民防空', '国防动员办公室', '人防'],
  ['jinrong', '地方金融', '地方金融管理局', '金'],
  ['tuiyi', '退役军人', '退役军人事务局', '退役'],
  ['xiaofang', '消防救援', '消防救援支队', '消'],
  ['qixiang', '气象', '气象局', '气'],
  ['yancao', '烟草专卖', '烟草专卖局', '烟'],
  ['shuiwuj', '税务', '税务局', '税'],
];

/** Districts and functional zones (GB/T 2260; zones as domain facts §14.4 say). */
const DISTRICTS: [code: string, name: string, short: string, level: 'district' | 'zone', word: string][] = [
  ['370102', '历下区', '历下', 'district', '历'],
  ['370103', '市中区', '市中', 'district', '市中'],
  ['370104', '槐荫区', '槐荫', 'district', '槐'],
  ['370105', '天桥区', '天桥', 'district', '天'],
  ['370112', '历城区', '历城', 'district', '历城'],
  ['370113', '长清区', '长清', 'district', '长'],
  ['370114', '章丘区', '章丘', 'district', '章'],
  ['370115', '济阳区', '济阳', 'district', '济阳'],
  ['370116', '莱芜区', '莱芜', 'district', '莱'],
  ['370117', '钢城区', '钢城', 'district', '钢'],
  ['370124', '平阴县', '平阴', 'district', '平'],
  ['370126', '商河县', '商河', 'district', '商河'],
  ['370176', '济南高新区', '高新', 'zone', '高新'],
  ['370171', '济南新旧动能转换起步区', '起步区', 'zone', '起步'],
  ['370172', '济南市南部山区', '南山', 'zone', '南山'],
];

/** Departments that every district has in the demonstration data. */
const DISTRICT_DEPARTMENTS = [
  'sifa',
  'shijian',
  'chengguan',
  'shengtai',
  'yingji',
  'nongye',
  'weijian',
  'wenlv',
  'jiaotong',
  'zhujian',
];

const STREETS: Record<string, [code: string, name: string][]> = {
  '370102': [
    ['370102001', '解放路街道'],
    ['370102002', '千佛山街道'],
    ['370102003', '趵突泉街道'],
    ['370102004', '泉城路街道'],
    ['370102005', '大明湖街道'],
    ['370102006', '东关街道'],
    ['370102007', '文东街道'],
    ['370102008', '建新街道'],
    ['370102009', '甸柳新村街道'],
    ['370102010', '燕山街道'],
    ['370102011', '姚家街道'],
    ['370102012', '龙洞街道'],
    ['370102013', '智远街道'],
  ],
  '370176': [
    ['370176001', '舜华路街道'],
    ['370176002', '孙村街道'],
    ['370176003', '巨野河街道'],
    ['370176004', '遥墙街道'],
    ['370176005', '临港街道'],
  ],
};

const CITY: Organ = {
  id: '370100',
  name: '济南市人民政府',
  shortName: '济南市',
  parentId: null,
  level: 'city',
  kind: 'government',
  department: '',
  regionCode: '370100',
  numberPrefix: '济',
};

const department = (
  regionId: string,
  regionName: string,
  level: Organ['level'],
  regionCode: string,
  word: string,
  [id, name, suffix, character]: (typeof DEPARTMENTS)[number],
): Organ => ({
  id: `${regionId}-${id}`,
  name: `${regionName}${suffix}`,
  shortName: name,
  parentId: regionId,
  level,
  kind: 'department',
  department: name,
  regionCode,
  numberPrefix: `${word}${character}`,
});

const street = (districtCode: string, [code, name]: [string, string]): Organ[] => [
  {
    id: code,
    name: `${name}办事处`,
    shortName: name,
    parentId: districtCode,
    level: 'street',
    kind: 'government',
    department: '',
    regionCode: code,
    numberPrefix: name.slice(0, 2),
  },
  {
    id: `${code}-sifasuo`,
    name: `${name}司法所（行政执法监督工作室）`,
    shortName: '司法所',
    parentId: code,
    level: 'street',
    kind: 'judicial-office',
    department: '司法行政',
    regionCode: code,
    numberPrefix: `${name.slice(0, 2)}司`,
  },
];

/** The organisation tree of the model city: 市—区县、功能区—街镇 × department, parents before children. */
export const ORGANS: readonly Organ[] = [
  CITY,
  ...DEPARTMENTS.map((entry) => department('370100', '济南市', 'city', '370100', '济', entry)),
  ...DISTRICTS.flatMap(([code, name, short, level, word]): Organ[] => [
    {
      id: code,
      name: level === 'zone' ? `${name}管理委员会` : `济南市${name}人民政府`,
      shortName: short,
      parentId: '370100',
      level,
      kind: 'government',
      department: '',
      regionCode: code,
      numberPrefix: `济${word}`,
    },
    ...DEPARTMENTS.filter(([id]) => DISTRICT_DEPARTMENTS.includes(id)).map((entry) =>
      department(code, level === 'zone' ? name : `济南市${name}`, level, code, `济${word}`, entry),
    ),
    ...(STREETS[code] ?? []).flatMap((entry) => street(code, entry)),
  ]),
];
