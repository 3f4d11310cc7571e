import { readModel } from '#rules';

/** Names of the user tasks and the registration by element id; empty while the drawing can't be read. */
export const stepNamesOf = (xml: string): Record<string, string> => {
  try {
    return Object.fromEntries(
      readModel(xml)
        .elements.filter((element) => element.type === 'userTask' || element.type === 'startEvent')
        .map((element) => [element.id, element.name || element.id]),
    );
  } catch {
    return {};
  }
};
