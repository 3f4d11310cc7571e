import { Button, Card, Flex, Select, Typography } from 'antd';
import type { DecisionCheck } from '#contracts';
import type { TableInput } from '#rules';

const DIRECTIONS = [
  { value: 'none', label: '不参与' },
  { value: 'higher', label: '越大越重' },
  { value: 'lower', label: '越小越重' },
  { value: 'true', label: '“是”更重' },
  { value: 'false', label: '“否”更重' },
] as const;

interface SeverityCheckProps {
  decision: string;
  outputs: readonly { name: string; label: string; values: readonly string[] }[];
  inputs: readonly Pick<TableInput, 'id' | 'label'>[];
  check: DecisionCheck | undefined;
  readOnly: boolean;
  onChange: (check: DecisionCheck | null) => void;
}

/** Declares which facts are worse and which results more severe: then a worse case with a milder result is found. */
export function SeverityCheck({ decision, outputs, inputs, check, readOnly, onChange }: SeverityCheckProps) {
  const [first] = outputs;
  if (!first || inputs.length === 0) return null;
  const output = outputs.find(({ name }) => name === check?.output) ?? first;
  const current: DecisionCheck = check ?? {
    decision,
    output: first.name,
    severityOrder: [],
    inputs: [],
    exceptions: [],
  };
  const set = (change: Partial<DecisionCheck>) => onChange({ ...current, ...change });
  return (
    <Card
      size="small"
      title="轻重次序"
      extra={
        check && !readOnly ? (
          <Button size="small" onClick={() => onChange(null)}>
            不检查
          </Button>
        ) : null
      }
    >
      <Typography.Paragraph type="secondary">
        声明哪些事实更重、哪些结果更重后，平台会找出“事实更重、结果反而更轻”的情况。
      </Typography.Paragraph>
      <Flex vertical gap={8}>
        <Flex gap={8} wrap align="center">
          <span>结果</span>
          <Select
            aria-label="比较的结果"
            style={{ minWidth: 160 }}
            disabled={readOnly}
            value={output.name}
            options={outputs.map(({ name, label }) => ({ value: name, label }))}
            onChange={(name: string) => set({ output: name, severityOrder: [] })}
          />
          <span>由轻到重</span>
          <Select
            aria-label="结果由轻到重"
            mode="tags"
            style={{ minWidth: 240, flex: 1 }}
            disabled={readOnly}
            placeholder="按由轻到重的次序选；数字不用选"
            value={current.severityOrder}
            options={output.values.map((value) => ({ value, label: value }))}
            onChange={(severityOrder: string[]) => set({ severityOrder })}
          />
        </Flex>
        {inputs.map((input) => {
          const declared = current.inputs.find((entry) => entry.input === input.id);
          const worse = typeof declared?.worse === 'string' ? declared.worse : 'none';
          return (
            <Flex key={input.id} gap={8} align="center">
              <span style={{ minWidth: 160 }}>{input.label}</span>
              <Select
                aria-label={`${input.label} 的轻重`}
                style={{ minWidth: 140 }}
                disabled={readOnly}
                value={worse}
                options={[...DIRECTIONS]}
                onChange={(direction: (typeof DIRECTIONS)[number]['value']) =>
                  set({
                    inputs: [
                      ...current.inputs.filter((entry) => entry.input !== input.id),
                      ...(direction === 'none' ? [] : [{ input: input.id, worse: direction }]),
                    ],
                  })
                }
              />
            </Flex>
          );
        })}
      </Flex>
    </Card>
  );
}
