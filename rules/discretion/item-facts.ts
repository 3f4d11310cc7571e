import type { DiscretionItem, FactTree, FineBand } from '#contracts';
import { factDefinition } from './conditions/fact-library.ts';
import { simpleFeelTree } from './conditions/simple-feel.ts';
import { factNamesOf } from './conditions/words.ts';

const ofTree = (tree: FactTree | undefined | null): string[] => (tree ? factNamesOf(tree) : []);

const ofBand = ({ when, fine }: FineBand): string[] => [
  ...ofTree(when),
  ...('of' in fine ? [fine.of] : fine.kind === 'percent-of-unit-fine' ? ['unitFineFen'] : []),
];

/** The facts that an item asks for beside the circumstances: what a form for trying it shows. */
export const factsOfItem = (item: DiscretionItem): string[] => {
  const conditions = [...item.conditions, ...item.exclusions].flatMap((condition) =>
    ofTree(condition.test ?? simpleFeelTree(condition.feel)),
  );
  const clauses = (item.clauses ?? []).flatMap((clause) =>
    [
      ...clause.bands,
      ...clause.overdueBands,
      ...(clause.responsible?.bands ?? []),
      ...(clause.escalation?.bands ?? []),
    ].flatMap(ofBand),
  );
  const wanted = [...clauses, ...conditions].filter((name) => {
    const { group } = factDefinition(name);
    return (
      name === 'seriousCircumstances' ||
      group === '金额' ||
      group === '数量和程度' ||
      name.startsWith('correctedWithin')
    );
  });
  return [...new Set(wanted)];
};
