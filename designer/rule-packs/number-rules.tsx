import { Button, Input, Space } from 'antd';
import { DEFAULT_NUMBER_PATTERN } from '#rules';

/** Patterns of numbers by 文书代字. */
export function Patterns({
  patterns,
  readOnly,
  onChange,
}: {
  patterns: Record<string, string>;
  readOnly: boolean;
  onChange: (patterns: Record<string, string>) => void;
}) {
  const entries = Object.entries(patterns);
  const put = (index: number, entry: [string, string]) =>
    onChange(Object.fromEntries(entries.map((one, at) => (at === index ? entry : one))));
  return (
    <div className="qh-stack-small">
      {entries.map(([word, pattern], index) => (
        <Space.Compact key={index}>
          <Input
            aria-label="文书代字"
            style={{ width: 100 }}
            disabled={readOnly}
            value={word}
            onChange={(event) => put(index, [event.target.value, pattern])}
          />
          <Input
            aria-label="文号格式"
            style={{ width: 320 }}
            disabled={readOnly}
            value={pattern}
            onChange={(event) => put(index, [word, event.target.value])}
          />
          {readOnly ? null : (
            <Button onClick={() => onChange(Object.fromEntries(entries.filter((_one, at) => at !== index)))}>
              删去
            </Button>
          )}
        </Space.Compact>
      ))}
      {readOnly ? null : (
        <Button size="small" onClick={() => onChange({ ...patterns, 新: DEFAULT_NUMBER_PATTERN })}>
          加一种
        </Button>
      )}
    </div>
  );
}
