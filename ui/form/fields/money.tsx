import { Input } from 'antd';
import { formatFen, moneyInWords, yuanToFen } from '#rules';
import type { FieldDefinition } from '../field-definition.ts';

/** An amount in yuan as decimal text. Below it stands how the server reads it, with 大写. */
export const money: FieldDefinition = {
  name: 'money',
  Control: ({ id, value, onChange, onBlur, readonly, describedBy, invalid }) => {
    const text = value === undefined || value === null ? '' : String(value);
    const fen = text === '' ? null : yuanToFen(text);
    return (
      <>
        <Input
          id={id}
          value={text}
          readOnly={readonly}
          variant={readonly ? 'filled' : 'outlined'}
          inputMode="decimal"
          suffix="元"
          placeholder="例如 12500.00"
          autoComplete="off"
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onBlur={onBlur}
          onChange={(event) => onChange(event.target.value.replaceAll(/[,，\s]/g, ''))}
        />
        {fen === null ? null : (
          <div className="qh-muted qh-small">
            {formatFen(fen)}　{moneyInWords(fen)}
          </div>
        )}
      </>
    );
  },
};
