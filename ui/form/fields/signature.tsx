import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { formatInstant } from '../../parts/format.ts';
import { useSession } from '../../api/session.tsx';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

interface Signature {
  userId: string;
  name: string;
  at: string;
}

/** The signed-in person confirms with their own name; nobody signs for another. */
function SignatureField({ id, component, value, onChange, readonly, environment, describedBy }: FieldProps) {
  const { user } = useSession();
  const signature = value && typeof value === 'object' ? (value as Signature) : undefined;
  if (!signature) {
    return (
      <Button
        id={id}
        icon={<EditOutlined />}
        disabled={readonly}
        aria-describedby={describedBy}
        aria-label={`${component.label ?? '签名'}：签名确认`}
        onClick={() => onChange({ userId: user.id, name: user.name, at: environment.now })}
      >
        签名确认（{user.name}）
      </Button>
    );
  }
  return (
    <div id={id} className="qh-row">
      <strong>{signature.name}</strong>
      <span className="qh-muted">{formatInstant(signature.at)} 签名</span>
      {readonly ? null : (
        <Button size="small" type="link" onClick={() => onChange(undefined)}>
          撤销签名
        </Button>
      )}
    </div>
  );
}

export const signature: FieldDefinition = { name: 'signature', Control: SignatureField, composite: true };
