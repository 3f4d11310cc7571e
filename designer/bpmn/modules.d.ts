declare module 'bpmn-js-i18n/translations/zn.js' {
  const translations: Record<string, string>;
  export default translations;
}
declare module 'camunda-dmn-js';
declare module 'dmn-js/lib/NavigatedViewer';
