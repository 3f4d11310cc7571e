import { Party } from '#contracts';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The party of a case from the keys that every registration form shares (`partyKind`, `partyName`, …); null without a name. */
export const partyFromData = (data: Record<string, unknown>): Party | null => {
  const name = text(data['partyName']);
  if (name === undefined) return null;
  const kind = Party.shape.kind.safeParse(data['partyKind']);
  const optional = {
    uscc: text(data['partyUscc']),
    idNumber: text(data['partyIdNumber']),
    legalRepresentative: text(data['partyLegalRepresentative']),
    address: text(data['partyAddress']),
    phone: text(data['partyPhone']),
  };
  return {
    id: 'party-1',
    kind: kind.success ? kind.data : 'organization',
    name,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
};
