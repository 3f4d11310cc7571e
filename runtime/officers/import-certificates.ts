import type { Certificate, CertificateImport, CertificateKind, CertificateStatus } from '#contracts';
import { CERTIFICATE_NAMES, CERTIFICATE_STATE_NAMES, isCivilDate, validityProblem } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError } from '../problem-error.ts';
import type { UserDoc } from '../store/collections.ts';
import { USERS } from '../store/collections.ts';
import { insertCertificate, copyToUser, writeChange } from './certificates.ts';
import type { CertificateDoc } from './collections.ts';
import { CERTIFICATES, certificateKey } from './collections.ts';
import type { Table } from './read-table.ts';
import { readTable } from './read-table.ts';

/** Columns by the names that sheets use for them. `必填` where a row can't do without. */
const COLUMNS = {
  account: ['账号', '登录账号', '用户名'],
  name: ['姓名', '人员姓名'],
  organ: ['机关', '单位', '所属机关', '所属单位'],
  kind: ['证件种类', '证件类型', '种类'],
  number: ['证号', '证件号', '证件编号', '执法证号'],
  validFrom: ['有效期起', '有效期自', '发证日期', '起始日期'],
  validTo: ['有效期止', '有效期至', '截止日期', '到期日期'],
  issuedBy: ['发证机关', '颁发机关'],
  status: ['状态', '证件状态'],
} as const;
type Column = keyof typeof COLUMNS;
const REQUIRED: Column[] = ['number', 'validFrom', 'validTo'];

const KINDS: Record<string, CertificateKind> = {
  ...Object.fromEntries(Object.entries(CERTIFICATE_NAMES).map(([kind, name]) => [name, kind as CertificateKind])),
  行政执法证: 'enforcement',
  行政执法监督证: 'supervision',
  听证主持人: 'hearing-host',
  听证主持人证: 'hearing-host',
};
const STATES = Object.fromEntries(
  Object.entries(CERTIFICATE_STATE_NAMES).map(([state, name]) => [name, state as CertificateStatus]),
);

interface Plan {
  user: UserDoc;
  certificate: Certificate;
  known: CertificateDoc | null;
}

/** `2026/3/1`, `2026年3月1日`, `2026.03.01` → `2026-03-01`. */
const toDate = (text: string): string => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim());
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text.trim();
};

function columnsOf(table: Table): Map<Column, number> {
  const found = new Map<Column, number>();
  for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const index = table.headers.findIndex((header) => names.includes(header));
    if (index >= 0) found.set(column, index);
  }
  const missing: string[] = REQUIRED.filter((column) => !found.has(column)).map((column) => COLUMNS[column][0]);
  if (!found.has('account') && !(found.has('name') && found.has('organ'))) missing.unshift('账号（或者姓名和机关）');
  if (missing.length > 0)
    throw new ProblemError(
      'validation',
      `表头缺少：${missing.join('、')}。第一行应是列名，例如：账号、姓名、机关、证件种类、证号、有效期起、有效期止、发证机关。`,
    );
  return found;
}

/** Everybody whom the keeper may enter certificates for, by account and by name and organ. */
async function peopleOf(platform: Platform, person: Person) {
  const users = await platform.store.find(USERS, {
    where: { organId: { in: [...platform.organs.visibleTo(person)] } },
  });
  const byName = new Map<string, UserDoc[]>();
  for (const user of users)
    for (const organ of new Set([
      platform.organs.nameOf(user.organId),
      platform.organs.get(user.organId)?.shortName ?? '',
    ]))
      byName.set(`${user.name}|${organ}`, [...(byName.get(`${user.name}|${organ}`) ?? []), user]);
  return { byAccount: new Map(users.map((user) => [user.account, user])), byName };
}

type People = Awaited<ReturnType<typeof peopleOf>>;

function personOf(people: People, cell: (column: Column) => string): UserDoc | { column: string; message: string } {
  const account = cell('account');
  if (account !== '') {
    const user = people.byAccount.get(account);
    if (!user) return { column: '账号', message: `没有账号“${account}”，或不在您的管理范围内` };
    if (cell('name') !== '' && cell('name') !== user.name)
      return { column: '姓名', message: `账号“${account}”是${user.name}，与表中的“${cell('name')}”不一致` };
    return user;
  }
  const found = people.byName.get(`${cell('name')}|${cell('organ')}`) ?? [];
  if (found.length === 1 && found[0]) return found[0];
  return found.length === 0
    ? { column: '姓名', message: `“${cell('organ')}”没有“${cell('name')}”，请核对机关全称，或者填写账号` }
    : { column: '姓名', message: `“${cell('organ')}”有 ${found.length} 名“${cell('name')}”，请填写账号` };
}

/** The certificate of a row, or the column that is wrong. */
function certificateOf(cell: (column: Column) => string): Certificate | { column: string; message: string } {
  const kindText = cell('kind');
  const kind = kindText === '' ? 'enforcement' : KINDS[kindText];
  if (!kind)
    return {
      column: '证件种类',
      message: `不认识的证件种类“${kindText}”，应为：${Object.values(CERTIFICATE_NAMES).join('、')}`,
    };
  if (cell('number') === '') return { column: '证号', message: '证号没有填' };
  const stateText = cell('status');
  const status = stateText === '' ? 'active' : STATES[stateText];
  if (!status)
    return {
      column: '状态',
      message: `不认识的状态“${stateText}”，应为：${Object.values(CERTIFICATE_STATE_NAMES).join('、')}`,
    };
  const validFrom = toDate(cell('validFrom'));
  const validTo = toDate(cell('validTo'));
  for (const [column, text] of [
    ['有效期起', validFrom],
    ['有效期止', validTo],
  ] as const)
    if (!isCivilDate(text)) return { column, message: `“${text || '空'}”不是存在的日期，应写成 2026-03-01 的样子` };
  const wrong = validityProblem(validFrom, validTo);
  if (wrong) return { column: '有效期止', message: wrong.problem };
  const issuedBy = cell('issuedBy');
  return { kind, number: cell('number'), status, validFrom, validTo, ...(issuedBy ? { issuedBy } : {}) };
}

function conflictOf(plan: Plan): { column: string; message: string } | null {
  const { known, certificate, user } = plan;
  if (!known) return null;
  if (known.userId !== user.id)
    return { column: '证号', message: `证号“${certificate.number}”已登记在${known.userName}名下` };
  if (known.status !== certificate.status)
    return {
      column: '状态',
      message: `登记簿中该证为“${CERTIFICATE_STATE_NAMES[known.status]}”，状态变更须写明理由和文书，请在“证件”页面办理`,
    };
  if (known.validTo > certificate.validTo)
    return { column: '有效期止', message: `早于登记簿中的 ${known.validTo}，请核对` };
  return null;
}

/**
 * Imports certificates from a sheet: new ones are entered, later validity is a renewal. Nothing is imported when any row
 * is wrong; every wrong row is named with its column.
 */
export async function importCertificates(
  platform: Platform,
  person: Person,
  bytes: Buffer,
  mode: 'preview' | 'import',
): Promise<CertificateImport> {
  const table = await readTable(bytes);
  const columns = columnsOf(table);
  const people = await peopleOf(platform, person);
  const records = await platform.store.find(CERTIFICATES);
  const known = new Map(records.map((record) => [certificateKey(record), record]));
  const seen = new Map<string, number>();
  const plans: Plan[] = [];
  const problems: CertificateImport['problems'] = [];
  for (const { row, cells } of table.rows) {
    const cell = (column: Column): string => cells[columns.get(column) ?? -1]?.trim() ?? '';
    const user = personOf(people, cell);
    const certificate = certificateOf(cell);
    if ('message' in user) problems.push({ row, ...user });
    if ('message' in certificate) problems.push({ row, ...certificate });
    if ('message' in user || 'message' in certificate) continue;
    const key = certificateKey(certificate);
    const plan = { user, certificate, known: known.get(key) ?? null };
    const before = seen.get(key);
    const wrong =
      before !== undefined
        ? { column: '证号', message: `与第 ${before} 行的证号相同` }
        : user.id === person.id
          ? { column: '账号', message: '不能录入自己的证件，请由另一名管理人员办理' }
          : conflictOf(plan);
    if (wrong) problems.push({ row, ...wrong });
    seen.set(key, row);
    plans.push(plan);
  }
  const fresh = plans.filter((plan) => !plan.known);
  const renewed = plans.filter(({ known: old, certificate }) => old && old.validTo < certificate.validTo);
  const counts = {
    rows: table.rows.length,
    created: fresh.length,
    renewed: renewed.length,
    unchanged: plans.length - fresh.length - renewed.length,
    problems: problems.slice(0, 500),
  };
  if (mode === 'preview' || problems.length > 0 || plans.length === 0) return { ...counts, imported: false };
  await write(platform, person, fresh, renewed);
  return { ...counts, imported: true };
}

async function write(platform: Platform, person: Person, fresh: Plan[], renewed: Plan[]): Promise<void> {
  const at = platform.clock.now();
  await platform.store.transaction(actorOf(person), async (unit) => {
    const entry = { reason: '批量导入', document: '', actor: person, at };
    for (const { user, certificate } of fresh)
      await insertCertificate(unit, user, certificate, { ...entry, on: certificate.validFrom });
    for (const { known, certificate } of renewed)
      if (known)
        await writeChange(unit, known, certificate, {
          ...entry,
          action: 'renew',
          on: platform.clock.today(),
          reason: '批量导入换证',
        });
    for (const userId of new Set([...fresh, ...renewed].map((plan) => plan.user.id))) await copyToUser(unit, userId);
    unit.audit({
      action: 'certificate.imported',
      summary: `${person.name} 批量导入证件：新录 ${fresh.length} 份，换证 ${renewed.length} 份`,
      subjectType: 'certificate',
      subjectId: 'import',
    });
  });
}
