// Keeps drawn user tasks native (Zeebe user task): the inbox shows only those. Runs as a command of the editor, so that
// undo takes it back together with the shape.

interface BusinessObject {
  $type: string;
  id: string;
  name?: string;
  extensionElements?: { values: BusinessObject[] };
  [member: string]: unknown;
}
export interface Shape {
  id: string;
  type: string;
  businessObject: BusinessObject;
}
interface EventBus {
  on(
    events: string | string[],
    priority: number,
    callback: (event: { context: { shape?: Shape; newShape?: Shape } }) => void,
  ): void;
}
interface BpmnFactory {
  create(type: string, attributes?: object): BusinessObject;
}
export interface Modeling {
  updateProperties(element: Shape, properties: object): void;
  updateModdleProperties(element: Shape, moddleElement: object, properties: object): void;
}

export const extensionOf = (element: Shape, type: string): BusinessObject | undefined =>
  element.businessObject.extensionElements?.values.find((value) => value.$type === type);

/**
 * Sets or replaces one extension element of a shape through the command stack.
 *
 * @param attributes null removes the extension
 */
export const setExtension = (
  element: Shape,
  type: string,
  attributes: object | null,
  modeling: Modeling,
  bpmnFactory: BpmnFactory,
): void => {
  const others = (element.businessObject.extensionElements?.values ?? []).filter((value) => value.$type !== type);
  const values = attributes === null ? others : [...others, bpmnFactory.create(type, attributes)];
  const extensionElements = bpmnFactory.create('bpmn:ExtensionElements', { values });
  for (const value of values) value['$parent'] = extensionElements;
  extensionElements['$parent'] = element.businessObject;
  modeling.updateProperties(element, { extensionElements });
};

class NativeUserTasks {
  static $inject = ['eventBus', 'modeling', 'bpmnFactory'];
  constructor(eventBus: EventBus, modeling: Modeling, bpmnFactory: BpmnFactory) {
    eventBus.on(
      ['commandStack.shape.create.postExecuted', 'commandStack.shape.replace.postExecuted'],
      200,
      ({ context }) => {
        const shape = context.newShape ?? context.shape;
        if (shape?.type !== 'bpmn:UserTask' || extensionOf(shape, 'zeebe:UserTask')) return;
        setExtension(shape, 'zeebe:UserTask', {}, modeling, bpmnFactory);
        if (!shape.businessObject.name) modeling.updateProperties(shape, { name: '新步骤' });
      },
    );
  }
}

export const userTaskModule = { __init__: ['nativeUserTasks'], nativeUserTasks: ['type', NativeUserTasks] };
