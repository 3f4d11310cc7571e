import type {
  CitingSubject,
  ClockDefinition,
  DiscretionItem,
  GateDefinition,
  PackageFile,
  ProcedureManifest,
  RulePackVersion,
} from '#contracts';
import type { DiscretionFactor } from '../discretion/factors.ts';
import { factorName } from '../discretion/factors.ts';
import { PARAMETER_TEXT } from '../packs/words.ts';
import { collectCitations } from './collect-citations.ts';
import type { CitingPlace } from './impact.ts';

type Kind = CitingSubject['kind'];

/** Everything of a procedure version that cites a law: the procedure itself, its steps, clocks, gates, forms and documents. */
export function placesOfProcedure(
  manifest: ProcedureManifest,
  files: readonly PackageFile[],
  version: number,
): CitingPlace[] {
  const { code } = manifest;
  const holder = `${manifest.name} v${version}`;
  const place = (kind: Kind, part: string, name: string, value: unknown, texts: string[] = []): CitingPlace => ({
    subject: {
      kind,
      id: `${code}@${version}/${part}`,
      name,
      holder,
      target: `/designer/${code}`,
      uses: [procedureUse(code, version)],
    },
    citations: collectCitations([value, texts]),
  });
  return [
    place('procedure', '', manifest.name, [manifest.basis, manifest.summary]),
    ...manifest.steps.map((step) => place('step', `steps/${step.elementId}`, step.guidance || step.elementId, step)),
    ...manifest.clocks.map((clock) => place('clock', `clocks/${clock.code}`, clock.name, clock)),
    ...manifest.gates.map((gate) => place('gate', `gates/${gate.code}`, gate.name, gate)),
    ...manifest.documents.map((document) =>
      place(
        'document',
        `documents/${document.code}`,
        document.name,
        document.basis,
        textsOf(files, `documents/${document.code}.`),
      ),
    ),
    ...files
      .filter(({ path }) => path.endsWith('.form'))
      .map((file) => place('form', file.path, file.path, null, [file.content])),
  ].filter(({ citations }) => citations.length > 0);
}

const textsOf = (files: readonly PackageFile[], beginning: string): string[] =>
  files.filter(({ path, encoding }) => path.startsWith(beginning) && encoding === 'utf8').map(({ content }) => content);

/** Gates or clocks of the standard, which procedures call upon; `usesOf` tells which versions of procedures do. */
export const placesOfStandard = (
  kind: 'gate' | 'clock',
  rules: readonly (GateDefinition | ClockDefinition)[],
  usesOf: (code: string) => string[],
): CitingPlace[] =>
  rules.map((rule) => ({
    subject: {
      kind,
      id: `standard/${kind}/${rule.code}`,
      name: `${rule.code} ${rule.name}`,
      holder: kind === 'gate' ? '标准闸门' : '标准期限',
      target: '',
      uses: usesOf(rule.code),
    },
    citations: collectCitations(rule),
  }));

/** What a version of a rule pack changes, rule by rule. */
export function placesOfPack({
  pack,
  name,
  number,
  content,
}: Pick<RulePackVersion, 'pack' | 'name' | 'number' | 'content'>): CitingPlace[] {
  const place = (kind: Kind, part: string, title: string, value: unknown): CitingPlace => ({
    subject: {
      kind,
      id: `pack/${pack}@${number}/${part}`,
      name: title,
      holder: `规则包 ${name} 第 ${number} 版`,
      target: `/rule-packs/${pack}`,
      uses: [packUse(pack, number)],
    },
    citations: collectCitations(value),
  });
  return [
    ...content.clocks.map((clock) => place('clock', `clocks/${clock.code}`, clock.name ?? clock.code, clock)),
    ...content.gates.map((gate) => place('gate', `gates/${gate.code}`, `${gate.code} ${gate.name}`, gate)),
    ...Object.entries(content.parameters).map(([key, value]) =>
      place('parameter', `parameters/${key}`, PARAMETER_TEXT[key] ?? key, value),
    ),
  ].filter(({ citations }) => citations.length > 0);
}

export const packUse = (pack: string, number: number): string => `pack:${pack}@${number}`;
export const procedureUse = (code: string, version: number): string => `procedure:${code}@${version}`;
export const itemUse = (code: string): string => `item:${code}`;

export const placesOfItems = (items: readonly DiscretionItem[]): CitingPlace[] =>
  items
    .filter(({ status }) => status !== 'retired')
    .map((item) => ({
      subject: {
        kind: 'list-item',
        id: `list-item/${item.code}`,
        name: `${item.code} ${item.violation}`,
        holder: item.department,
        target: `/lists?q=${encodeURIComponent(item.code)}`,
        uses: [itemUse(item.code)],
      },
      citations: collectCitations(item),
    }));

/** Circumstances of the standard library; a case uses one where its list item asks for it. */
export const placesOfFactors = (
  factors: readonly DiscretionFactor[],
  items: readonly DiscretionItem[],
): CitingPlace[] => {
  const texts = items.map((item) => ({ code: item.code, text: JSON.stringify(item) }));
  return factors.map((factor) => ({
    subject: {
      kind: 'factor',
      id: `standard/factor/${factor.id}`,
      name: factor.text,
      holder: '标准裁量情节',
      target: '',
      uses: texts.filter(({ text }) => text.includes(factorName(factor.id))).map(({ code }) => itemUse(code)),
    },
    citations: collectCitations(factor),
  }));
};
