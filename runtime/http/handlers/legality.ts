import { checkPackage } from '#rules';
import type { Handlers } from '../registrar.ts';

export const legalityHandlers: Pick<Handlers, 'previewLegality'> = {
  previewLegality: (_platform, { body }) => {
    const { issues, legality } = checkPackage(body.files);
    return Promise.resolve({ issues, legality: legality ?? null });
  },
};
