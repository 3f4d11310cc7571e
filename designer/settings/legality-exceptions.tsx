import { Button, Card, Flex, Input, Select, Typography } from 'antd';
import type { ProcedureManifest } from '#contracts';
import { FLOW_RULES, DUTY_RULES, PRESENCE_RULES } from '#rules';

interface LegalityExceptionsProps {
  manifest: ProcedureManifest;
  readOnly: boolean;
  onChange: (change: (manifest: ProcedureManifest) => ProcedureManifest) => void;
}

/** Rules of legality that this procedure does not obey on purpose, each with the reason; who approves must comment. */
export function LegalityExceptions({ manifest, readOnly, onChange }: LegalityExceptionsProps) {
  const exceptions = manifest.legalityExceptions;
  const set = (next: ProcedureManifest['legalityExceptions']) =>
    onChange((current) => ({ ...current, legalityExceptions: next }));
  const rules = [
    ...FLOW_RULES,
    ...DUTY_RULES,
    ...PRESENCE_RULES.map((rule) => ({ ...rule, name: `缺少“${rule.name}”` })),
    ...manifest.clocks.map((clock) => ({
      id: `clock:${clock.code}`,
      name: `期限有始有终（${clock.name}）`,
      kinds: [manifest.kind],
    })),
  ].filter((rule) => (rule.kinds as readonly string[]).includes(manifest.kind));
  const options = rules.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }));
  return (
    <Card
      size="small"
      title="声明不适用的合法性规则"
      style={{ flex: '1 1 420px' }}
      extra={
        readOnly ? null : (
          <Button
            size="small"
            disabled={rules.length === exceptions.length}
            onClick={() => {
              const free = rules.find((rule) => !exceptions.some((exception) => exception.rule === rule.id));
              if (free) set([...exceptions, { rule: free.id, reason: '', basis: [] }]);
            }}
          >
            添加
          </Button>
        )
      }
    >
      {exceptions.length === 0 ? (
        <Typography.Text type="secondary">
          没有。确有法定理由不适用某条规则的，在这里声明并写明理由；审批人须在审批意见中写明同意的理由。
        </Typography.Text>
      ) : null}
      <Flex vertical gap={8}>
        {exceptions.map((exception, index) => {
          const update = (change: Partial<typeof exception>) =>
            set(exceptions.map((entry, at) => (at === index ? { ...entry, ...change } : entry)));
          return (
            <Flex key={exception.rule} gap={8} wrap>
              <Select
                aria-label={`不适用的规则 ${index + 1}`}
                style={{ flex: '1 1 200px' }}
                disabled={readOnly}
                showSearch
                optionFilterProp="label"
                value={exception.rule}
                options={options.filter(
                  ({ value }) => value === exception.rule || !exceptions.some((other) => other.rule === value),
                )}
                onChange={(rule: string) => update({ rule })}
              />
              <Input
                aria-label={`不适用的理由 ${index + 1}`}
                style={{ flex: '2 1 240px' }}
                disabled={readOnly}
                status={exception.reason.trim() === '' ? 'error' : ''}
                placeholder="不适用的理由（必填）"
                value={exception.reason}
                onChange={(event) => update({ reason: event.target.value })}
              />
              {readOnly ? null : (
                <Button danger onClick={() => set(exceptions.filter((entry) => entry !== exception))}>
                  删除
                </Button>
              )}
            </Flex>
          );
        })}
      </Flex>
    </Card>
  );
}
