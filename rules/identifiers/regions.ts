/** 济南市 and its districts (domain facts §14.4, 摘; 370171, 370172 and 370176 are functional zones, no civil divisions). */
export const JINAN_REGIONS: Readonly<Record<string, string>> = {
  '370100': '济南市',
  '370102': '历下区',
  '370103': '市中区',
  '370104': '槐荫区',
  '370105': '天桥区',
  '370112': '历城区',
  '370113': '长清区',
  '370114': '章丘区',
  '370115': '济阳区',
  '370116': '莱芜区',
  '370117': '钢城区',
  '370124': '平阴县',
  '370126': '商河县',
  '370171': '济南新旧动能转换起步区',
  '370172': '济南市南部山区',
  '370176': '济南高新技术产业开发区',
};

/** Streets whose codes the sources give by name: 历下区 and 高新区. */
export const JINAN_STREETS: Readonly<Record<string, string>> = {
  '370102001': '解放路街道',
  '370102002': '千佛山街道',
  '370102003': '趵突泉街道',
  '370102004': '泉城路街道',
  '370102005': '大明湖街道',
  '370102006': '东关街道',
  '370102007': '文东街道',
  '370102008': '建新街道',
  '370102009': '甸柳新村街道',
  '370102010': '燕山街道',
  '370102011': '姚家街道',
  '370102012': '龙洞街道',
  '370102013': '智远街道',
  '370176001': '舜华路街道',
  '370176002': '孙村街道',
  '370176003': '巨野河街道',
  '370176004': '遥墙街道',
  '370176005': '临港街道',
};

const PROVINCES: Readonly<Record<string, string>> = {
  '11': '北京市',
  '12': '天津市',
  '13': '河北省',
  '14': '山西省',
  '15': '内蒙古自治区',
  '21': '辽宁省',
  '22': '吉林省',
  '23': '黑龙江省',
  '31': '上海市',
  '32': '江苏省',
  '33': '浙江省',
  '34': '安徽省',
  '35': '福建省',
  '36': '江西省',
  '37': '山东省',
  '41': '河南省',
  '42': '湖北省',
  '43': '湖南省',
  '44': '广东省',
  '45': '广西壮族自治区',
  '46': '海南省',
  '50': '重庆市',
  '51': '四川省',
  '52': '贵州省',
  '53': '云南省',
  '54': '西藏自治区',
  '61': '陕西省',
  '62': '甘肃省',
  '63': '青海省',
  '64': '宁夏回族自治区',
  '65': '新疆维吾尔自治区',
  '71': '台湾省',
  '81': '香港特别行政区',
  '82': '澳门特别行政区',
  '83': '台湾省',
};

/** Six digits (GB/T 2260) or nine for a street, in a province that exists. */
export const isRegionCode = (code: string): boolean =>
  /^(\d{6}|\d{9})$/.test(code) && PROVINCES[code.slice(0, 2)] !== undefined;

/** Name of a division as far as it is known: of Jinan to the street, elsewhere the province; null for none. */
export const regionName = (code: string): string | null => {
  const province = PROVINCES[code.slice(0, 2)];
  if (province === undefined) return null;
  const district = JINAN_REGIONS[code.slice(0, 6)];
  if (district === undefined) return province;
  const place = code.startsWith('370100')
    ? `${province}${district}`
    : `${province}济南市${district.replace(/^济南市?/, '')}`;
  return code.length === 9 ? `${place}${JINAN_STREETS[code] ?? `（街道、镇 ${code.slice(6)}）`}` : place;
};

/** Checks a 行政区划代码. @returns null when right, else what is wrong, in Chinese */
export const checkRegionCode = (code: string): string | null => {
  const text = code.trim();
  if (!/^(\d{6}|\d{9})$/.test(text)) return '行政区划代码应为 6 位数字；街道、镇为 9 位（区县 6 位加 3 位）';
  if (!PROVINCES[text.slice(0, 2)]) return `行政区划代码开头的“${text.slice(0, 2)}”不是任何省级代码`;
  if (text.startsWith('3701') && !JINAN_REGIONS[text.slice(0, 6)]) return `济南市没有区县代码“${text.slice(0, 6)}”`;
  if (text.length === 9 && text.endsWith('000')) return '街道、镇代码的末三位不能是 000';
  return null;
};
