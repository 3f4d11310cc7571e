import zn from 'bpmn-js-i18n/translations/zn.js';
import { MODELER_ZH } from './modeler-zh.ts';

const dictionary: Record<string, string> = { ...zn, ...MODELER_ZH };

/** bpmn-js and dmn-js ask this for every text they show; unknown ones stay as they are. */
export const translate = (template: string, replacements: Record<string, string> = {}): string =>
  (dictionary[template] ?? template).replace(/\{([^}]+)\}/g, (_all, key: string) => replacements[key] ?? `{${key}}`);

/** The module that replaces the editor's translation service. */
export const translateModule = { translate: ['value', translate] };
