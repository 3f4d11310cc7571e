import { dossier } from '../../documents/dossier.ts';
import { sendDocument } from '../../documents/commands.ts';
import { sendEvidence, supersedeEvidence, uploadEvidence } from '../../evidence/commands.ts';
import type { Handlers } from '../registrar.ts';

export const fileHandlers: Pick<
  Handlers,
  'uploadEvidence' | 'evidenceContent' | 'supersedeEvidence' | 'documentFile' | 'dossier'
> = {
  uploadEvidence: (platform, { person, params, request }) =>
    uploadEvidence(platform, person, params['id'] ?? '', request),
  supersedeEvidence: (platform, { person, params, request }) =>
    supersedeEvidence(platform, person, params['id'] ?? '', request),
  evidenceContent: async (platform, { person, params, query, request, response }) => {
    const download = query.download !== undefined && query.download !== '0';
    await sendEvidence(platform, person, params['id'] ?? '', download, request, response);
    // The stream answers by itself.
    await new Promise<void>((resolve) => response.once('close', resolve));
  },
  documentFile: (platform, { person, params, query, response }) =>
    sendDocument(platform, person, params['id'] ?? '', query.format, response),
  dossier: async (platform, { person, params, response }) => {
    const { name, zip } = await dossier(platform, person, params['id'] ?? '');
    response
      .setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .type('application/zip')
      .send(zip);
  },
};
