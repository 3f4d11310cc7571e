import { FormEditor as FormJsEditor } from '@bpmn-io/form-js-editor';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import '@bpmn-io/form-js-editor/dist/assets/dragula.css';
import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FormSchema } from '#contracts';
import { businessGroupModule } from './widget-group.ts';
import './form-editor.css';

export interface FormEditorProps {
  schema: FormSchema;
  /** Changes when the schema was replaced from outside or another form was chosen. */
  identity: string;
  onChange: (schema: FormSchema) => void;
}

interface Editor {
  importSchema(schema: object): Promise<unknown>;
  saveSchema(): FormSchema;
  on(event: string, callback: () => void): void;
  destroy(): void;
}

/** The form editor of bpmn.io in Chinese, with the platform's own fields. */
export function FormEditor({ schema, identity, onChange }: FormEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef({ schema, onChange });
  latest.current = { schema, onChange };
  useEffect(() => {
    if (!container.current) return undefined;
    const editor = new FormJsEditor({
      container: container.current,
      additionalModules: [businessGroupModule],
    } as never) as unknown as Editor;
    let ready = false;
    editor
      .importSchema(structuredClone(latest.current.schema))
      .then(() => {
        ready = true;
        setFailure(null);
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    editor.on('changed', () => {
      if (ready) latest.current.onChange(editor.saveSchema());
    });
    return () => editor.destroy();
  }, [identity]);
  return (
    <div className="form-editor">
      {failure ? <Alert type="error" showIcon message="表单打不开" description={failure} /> : null}
      <div ref={container} className="form-editor-container" role="application" aria-label="表单编辑器" />
    </div>
  );
}
