import { Party } from '#contracts';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The party of a case from the keys that every registration form shares (`partyKind`, `partyName`, …); null without a name. */
export const partyFromData = (data: Record<string, unknown>, number = 1): Party | null => {
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
    id: `party-${number}`,
    kind: kind.success ? kind.data : 'organization',
    name,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
};

/** The party of a case and the others of its list `otherParties`, whose rows have the same keys; rows without a name are none. */
export const partiesFromData = (data: Record<string, unknown>): Party[] => {
  const first = partyFromData(data);
  const others: unknown[] = Array.isArray(data['otherParties']) ? data['otherParties'] : [];
  const rows = others.filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object');
  return [first, ...rows.map((row, index) => partyFromData(row, index + 2))].filter((party) => party !== null);
};
