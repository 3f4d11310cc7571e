import {
  certificateDetail,
  certificateInReach,
  certificateList,
  changeCertificateState,
  createCertificate,
} from '../../officers/certificates.ts';
import { changeHandlers } from '../../officers/handlers.ts';
import { previewIdentifiers } from '../../officers/identifiers.ts';
import { importCertificates } from '../../officers/import-certificates.ts';
import { applyRecusal, decideRecusal, recusalsView, withdrawRecusal } from '../../officers/recusals.ts';
import { assignableOfficers, previewOfficer } from '../../officers/questions.ts';
import { declareRelation, endRelation, relationList } from '../../officers/relations.ts';
import type { Handlers } from '../registrar.ts';

const id = (params: Record<string, string>): string => params['id'] ?? '';

export const officerHandlers: Pick<
  Handlers,
  | 'certificates'
  | 'certificate'
  | 'createCertificate'
  | 'changeCertificate'
  | 'importCertificates'
  | 'assignableOfficers'
  | 'officersPreview'
  | 'identifiersPreview'
  | 'recusals'
  | 'applyRecusal'
  | 'decideRecusal'
  | 'withdrawRecusal'
  | 'changeHandlers'
  | 'officerRelations'
  | 'declareRelation'
  | 'endRelation'
> = {
  certificates: (platform, { person, query }) => certificateList(platform, person, query),
  certificate: async (platform, { person, params }) =>
    certificateDetail(platform, person, await certificateInReach(platform, person, id(params))),
  createCertificate: (platform, { person, body }) => createCertificate(platform, person, body),
  changeCertificate: (platform, { person, params, body }) => changeCertificateState(platform, person, id(params), body),
  importCertificates: (platform, { person, query, request }) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return importCertificates(platform, person, bytes, query.mode);
  },
  assignableOfficers: (platform, { person, query }) => assignableOfficers(platform, person, query),
  officersPreview: (platform, { person, body }) => previewOfficer(platform, person, body),
  identifiersPreview: (platform, { body }) => Promise.resolve(previewIdentifiers(body, platform.clock.today())),
  recusals: (platform, { person, params }) => recusalsView(platform, person, id(params)),
  applyRecusal: (platform, { person, params, body }) => applyRecusal(platform, person, id(params), body),
  decideRecusal: (platform, { person, params, body }) =>
    decideRecusal(platform, person, id(params), params['recusal'] ?? '', body),
  withdrawRecusal: (platform, { person, params, body }) =>
    withdrawRecusal(platform, person, id(params), params['recusal'] ?? '', body.reason),
  changeHandlers: (platform, { person, params, body }) => changeHandlers(platform, person, id(params), body),
  officerRelations: (platform, { person, query }) => relationList(platform, person, query),
  declareRelation: (platform, { person, body }) => declareRelation(platform, person, body),
  endRelation: (platform, { person, params, body }) => endRelation(platform, person, id(params), body),
};
