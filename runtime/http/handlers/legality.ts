import { analyseTable, checkPackage, tablesOf, XmlError } from '#rules';
import { invalid } from '../../problem-error.ts';
import type { Handlers } from '../registrar.ts';

export const legalityHandlers: Pick<Handlers, 'previewLegality' | 'previewDecisions'> = {
  previewLegality: (_platform, { body }) => {
    const { issues, legality } = checkPackage(body.files);
    return Promise.resolve({ issues, legality: legality ?? null });
  },

  previewDecisions: (_platform, { body }) => {
    try {
      const analyses = tablesOf(body.dmn).map((table) =>
        analyseTable(
          table,
          body.checks.filter((check) => check.decision === table.id),
        ),
      );
      return Promise.resolve({ analyses });
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      throw invalid('dmn', `决策表无法读取：第 ${error.line} 行附近不是正确的 XML。请在决策表编辑器中重新保存。`);
    }
  },
};
