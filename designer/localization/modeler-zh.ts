/** Texts of the BPMN and DMN editors that the community translation does not cover. */
export const MODELER_ZH: Record<string, string> = {};
