import type { Certificate } from '#contracts';
import { toCivilDate } from '#rules';
import { CERTIFICATE_KIND_NAMES, CERTIFICATE_STATUS_NAMES } from './words.ts';

const DAY_MS = 86_400_000;
/** A certificate that ends within this many days is pointed out. */
const SOON_DAYS = 30;

/** Whether a person holds a valid certificate of a kind at an instant, and how to say so. */
export function certificateState(
  certificates: readonly Certificate[],
  kind: Certificate['kind'],
  now: string,
): { valid: boolean; soon: boolean; text: string } {
  const name = CERTIFICATE_KIND_NAMES[kind] ?? kind;
  const held = certificates.filter((one) => one.kind === kind).sort((a, b) => b.validTo.localeCompare(a.validTo));
  const today = toCivilDate(now);
  const valid = held.find((one) => one.status === 'active' && one.validTo >= today && one.validFrom <= today);
  if (valid) {
    const left = Math.round((Date.parse(valid.validTo) - Date.parse(today)) / DAY_MS);
    if (left <= SOON_DAYS) return { valid: true, soon: true, text: `${name}还有 ${left} 天到期` };
    return { valid: true, soon: false, text: `${name}有效至 ${valid.validTo}` };
  }
  const last = held[0];
  if (!last) return { valid: false, soon: false, text: `没有${name}` };
  if (last.status === 'active') return { valid: false, soon: false, text: `${name}已于 ${last.validTo} 到期` };
  return { valid: false, soon: false, text: `${name}${CERTIFICATE_STATUS_NAMES[last.status] ?? last.status}` };
}

export function CertificateState(props: {
  certificates: readonly Certificate[];
  kind: Certificate['kind'];
  now: string;
}) {
  const state = certificateState(props.certificates, props.kind, props.now);
  const light = state.valid ? (state.soon ? 'due-soon' : 'normal') : 'overdue';
  return (
    <span className={`qh-small qh-light-${light}`}>
      <span aria-hidden="true">{state.valid ? (state.soon ? '▲' : '●') : '■'}</span> {state.text}
    </span>
  );
}
