import { writeFileSync } from 'node:fs';
import { suites } from './suites/index.ts';
import { modelText } from './support/bpmn-text.ts';

for (const { models } of suites) {
  for (const model of models) writeFileSync(new URL(`./models/${model.id}.bpmn`, import.meta.url), modelText(model));
}
