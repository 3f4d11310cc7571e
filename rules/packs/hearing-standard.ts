import type { HearingPrecedence, HearingThreshold, RulePackVersion } from '#contracts';

export interface HearingStandard {
  thresholds: HearingThreshold[];
  precedence: HearingPrecedence | undefined;
  /** The pack that is named as the source; of two that hold together, the more specific. */
  from: RulePackVersion;
  /** Why, where packs differed. */
  note: string | null;
}

type WithThresholds = RulePackVersion & { content: { parameters: { hearingThresholds: HearingThreshold[] } } };

const hasThresholds = (pack: RulePackVersion): pack is WithThresholds =>
  pack.content.parameters.hearingThresholds !== undefined;

/** A rule of a place, be it for all its departments or for one. */
const isRegional = ({ scope }: RulePackVersion): boolean => scope.regions.length > 0;

/** What the packs say of precedence: the last one said, but 就低 is not taken back by a lower level. */
const precedenceOf = (chain: readonly RulePackVersion[]): HearingPrecedence | undefined => {
  const said = chain.flatMap(({ content }) => content.parameters.hearingPrecedence ?? []);
  return said.find(({ rule }) => rule === 'stricter') ?? said.at(-1);
};

const quoted = ({ name }: RulePackVersion): string => `“${name}”`;
const basisText = ({ basis }: HearingPrecedence): string => `（${basis.law}${basis.article}）`;

/**
 * “较大数额” of a case out of the packs that hold for it, from the widest to the most specific. Undefined when none has
 * one. Under 就低 the standards of region and department hold side by side: reaching either gives the party its hearing.
 */
export const hearingStandard = (chain: readonly RulePackVersion[]): HearingStandard | undefined => {
  const having = chain.filter(hasThresholds);
  const last = having.at(-1);
  if (!last) return undefined;
  const precedence = precedenceOf(chain);
  const only = (from: WithThresholds, note: string | null): HearingStandard => ({
    thresholds: from.content.parameters.hearingThresholds,
    ...{ precedence, from, note },
  });
  const region = having.findLast(isRegional);
  const department = having.findLast((pack) => !isRegional(pack) && pack.scope.departments.length > 0);
  if (!region || !department) return only(last, null);
  const [stands, yields] =
    precedence?.rule === 'region' ? [region, department] : [last, last === region ? department : region];
  if (precedence?.rule !== 'stricter') {
    const why = precedence ? basisText(precedence) : '';
    const order = stands === region ? '地方标准优先' : '部门标准优先';
    return only(stands, `${order}${why}：适用${quoted(stands)}的标准，不适用${quoted(yields)}的标准`);
  }
  return {
    thresholds: [...region.content.parameters.hearingThresholds, ...department.content.parameters.hearingThresholds],
    ...{ precedence, from: last },
    note: `就低${basisText(precedence)}：${quoted(region)}与${quoted(department)}的标准，达到任何一个即可要求听证`,
  };
};
