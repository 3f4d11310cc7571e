import { numberEntries, numberSeries, voidNumber } from '../../numbers/register.ts';
import type { Handlers } from '../registrar.ts';

export const numberHandlers: Pick<Handlers, 'numberSeries' | 'numberEntries' | 'voidNumber'> = {
  numberSeries: (platform, { person, query }) => numberSeries(platform, person, query),
  numberEntries: (platform, { person, params, query }) => numberEntries(platform, person, params['id'] ?? '', query),
  voidNumber: (platform, { person, params, body }) => voidNumber(platform, person, params['id'] ?? '', body),
};
