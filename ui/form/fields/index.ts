import type { FormComponent } from '#contracts';
import type { FieldDefinition } from '../field-definition.ts';
import { checkbox } from './checkbox.tsx';
import { checklist } from './checklist.tsx';
import { datetime } from './datetime.tsx';
import { discretionAdvice } from './discretion-advice.tsx';
import { evidence, filepicker } from './evidence.tsx';
import { lawArticle } from './law-article.tsx';
import { money } from './money.tsx';
import { number } from './number.tsx';
import { officers } from './officers.tsx';
import { penaltyUnits } from './penalty-units.tsx';
import { radio } from './radio.tsx';
import { region } from './region.tsx';
import { select } from './select.tsx';
import { signature } from './signature.tsx';
import { taglist } from './taglist.tsx';
import { textarea } from './textarea.tsx';
import { textfield } from './textfield.tsx';
import { violation } from './violation.tsx';

const byName = (definitions: FieldDefinition[]) => new Map(definitions.map((one) => [one.name, one]));

/** Kinds of form-js. */
const TYPES = byName([checkbox, checklist, datetime, filepicker, number, radio, select, taglist, textarea, textfield]);

/** The platform's own kinds, chosen by `properties.widget`. */
const FIELD_WIDGETS = byName([
  discretionAdvice,
  evidence,
  lawArticle,
  money,
  officers,
  penaltyUnits,
  region,
  signature,
  violation,
]);

/** The kind of a component: its widget where it names one, else its type. */
export function fieldDefinitionOf(component: FormComponent): FieldDefinition | undefined {
  const widget = component.properties?.['widget'];
  if (widget) return FIELD_WIDGETS.get(widget);
  if (component.properties?.['format'] === 'money' && component.type === 'textfield') return money;
  return TYPES.get(component.type);
}
