import { DISCRETION_FACTORS } from '../discretion/index.ts';
import { placesOfFactors } from './citing-subjects.ts';
import { CitationIndex } from './impact.ts';
import { LawNames } from './law-name.ts';

describe('circumstances of the standard library', () => {
  const item = (code: string, condition: string) => ({ code, clauses: [{ condition }] }) as never;
  const places = placesOfFactors(DISCRETION_FACTORS, [
    item('SD-1', 'firstOffence and minorConsequence'),
    item('SD-2', 'minorConsequence'),
  ]);
  const factor = (id: string) => places.find(({ subject }) => subject.id === `standard/factor/${id}`);

  test('each is found by the article that it rests on', () => {
    const index = new CitationIndex(places, new LawNames([{ id: 'CF', name: '中华人民共和国行政处罚法' }]));
    const names = index.subjects('CF', '第四十九条').map(({ subject }) => subject.name);
    expect(names).toEqual(['发生重大传染病疫情等突发事件期间违反应对措施']);
  });

  test('is used by the cases of the items that ask for it', () => {
    expect(factor('first-offence')?.subject.uses).toEqual(['item:SD-1']);
    expect(factor('minor-consequence')?.subject.uses).toEqual(['item:SD-1', 'item:SD-2']);
    expect(factor('emergency')?.subject.uses).toEqual([]);
  });
});
