import { JOB_TYPES } from '#contracts';
import { jobTemplates } from './job-templates.ts';

interface Template {
  id: string;
  properties: {
    type: string;
    value?: string;
    binding: { type: string; key?: string };
    choices?: { value: string }[];
  }[];
}
const templates = jobTemplates([{ name: '立案审批表', value: 'filing-approval' }]) as Template[];

test('every job of the contract has a template that sets its type', () => {
  const types = templates.map(
    (template) => template.properties.find((property) => property.binding.type === 'zeebe:taskDefinition')?.value,
  );
  expect(types).toEqual([...JOB_TYPES]);
});

test('documents are chosen from those of the procedure', () => {
  const template = templates.find((candidate) => candidate.id === 'quanheng.document-generate');
  const property = template?.properties.find((candidate) => candidate.binding.key === 'document');
  expect(property?.choices).toEqual([{ name: '立案审批表', value: 'filing-approval' }]);
});
