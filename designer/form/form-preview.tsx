import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FormSchema } from '#contracts';

/** A form to look at: of a version that can't be changed. */
export function FormPreview({ schema, identity }: { schema: FormSchema; identity: string }) {
  const container = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(schema);
  latest.current = schema;
  useEffect(() => {
    if (!container.current) return undefined;
    const form = new Form({ container: container.current } as never) as unknown as {
      importSchema(schema: object, data: object): Promise<unknown>;
      setProperty(name: string, value: unknown): void;
      destroy(): void;
    };
    form
      .importSchema(structuredClone(latest.current), {})
      .then(() => form.setProperty('readOnly', true))
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => form.destroy();
  }, [identity]);
  return (
    <div style={{ padding: 24, overflow: 'auto', height: '100%' }}>
      {failure ? <Alert type="error" showIcon message="表单打不开" description={failure} /> : null}
      <div ref={container} aria-label="表单预览" />
    </div>
  );
}
