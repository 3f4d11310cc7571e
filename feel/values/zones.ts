/** A fixed offset in seconds, or a region of the time zone database. */
export type Zone = { offset: number } | { region: string };

const formatters = new Map<string, Intl.DateTimeFormat>();
const MAX_ZONES = 1_000;
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/;
/** What JavaScript's calendar reaches. */
const MAX_SECONDS = 8.64e12;

const formatterOf = (region: string): Intl.DateTimeFormat => {
  const known = formatters.get(region);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: region, timeZoneName: 'longOffset' });
  if (formatters.size < MAX_ZONES) formatters.set(region, made);
  return made;
};

export const isRegion = (region: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(region)) return false;
  try {
    return Boolean(formatterOf(region));
  } catch {
    return false;
  }
};

const regionOffset = (region: string, epochSeconds: number): number => {
  const at = Math.min(Math.max(epochSeconds, -MAX_SECONDS), MAX_SECONDS);
  const [, sign, hours, minutes, seconds] = OFFSET.exec(formatterOf(region).format(at * 1000)) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0));
};

/** The offset that holds at an instant. */
export const offsetAt = (zone: Zone, epochSeconds: number): number =>
  'offset' in zone ? zone.offset : regionOffset(zone.region, epochSeconds);

const DAY = 86_400;

/**
 * The offset of a wall-clock time, given in seconds as if it were UTC. A time that the clocks repeat means the first one, a
 * time that they skip is read with the offset before the change.
 */
export const offsetOfLocal = (zone: Zone, localSeconds: number): number => {
  if ('offset' in zone) return zone.offset;
  const before = regionOffset(zone.region, localSeconds - DAY);
  const after = regionOffset(zone.region, localSeconds + DAY);
  const holds = (offset: number): boolean => regionOffset(zone.region, localSeconds - offset) === offset;
  if (before === after || holds(before) || !holds(after)) return before;
  return after;
};

export const zoneText = (zone: Zone | undefined): string => {
  if (!zone) return '';
  if ('region' in zone) return `@${zone.region}`;
  if (zone.offset === 0) return 'Z';
  const seconds = Math.abs(zone.offset);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = seconds % 60 ? `:${two(seconds % 60)}` : '';
  return `${zone.offset < 0 ? '-' : '+'}${two(seconds / 3600)}:${two((seconds % 3600) / 60)}${rest}`;
};
