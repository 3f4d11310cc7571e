import type { Finding } from '#contracts';
import { computeDeadlines, gatesForReview, overdueFindings, reviewCase, WARNING_RULES, wrongOf } from '#rules';
import { calendarOf, factsOf, procedureOf } from '../cases/case-file.ts';
import type { Platform } from '../platform.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc } from '../store/collections.ts';

/** What is wrong with the record of a case: its gates, the rules of supervision, and the clocks of the organ. */
export async function findingsOf(platform: Platform, item: CaseDoc, only: readonly string[] = []): Promise<Finding[]> {
  const { manifest } = await procedureOf(platform, item);
  const rules = await rulesOfCase(platform, item);
  const calendar = await calendarOf(platform, platform.store, item);
  const now = platform.clock.now();
  const penalty = manifest.kind === 'penalty-ordinary' || manifest.kind === 'penalty-summary';
  const looked = [
    ...gatesForReview(manifest, rules.gates),
    ...(manifest.kind === 'penalty-ordinary'
      ? WARNING_RULES
      : penalty
        ? WARNING_RULES.filter((rule) => rule.stages?.includes('summary'))
        : []),
  ];
  const findings = wrongOf(
    reviewCase({
      facts: await factsOf(platform, platform.store, item),
      now,
      gates: looked.filter((gate) => only.length === 0 || only.includes(gate.code)),
      parameters: rules.parameters,
      calendar,
    }),
  );
  const clocks = rules.clocks.filter(
    (clock) => clock.side === 'organ' && (only.length === 0 || only.includes(clock.code)),
  );
  return [...findings, ...overdueFindings(computeDeadlines(clocks, item.events, calendar, now))];
}
