import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Form, Input, Table } from 'antd';
import type { ProcedureManifest } from '#contracts';
import { freeName } from '../draft/package-files.ts';
import { LegalityExceptions } from './legality-exceptions.tsx';

interface PackageTabProps {
  manifest: ProcedureManifest;
  readOnly: boolean;
  onChange: (change: (manifest: ProcedureManifest) => ProcedureManifest) => void;
}

/** Name, summary, owner and stages of a procedure. */
export function PackageTab({ manifest, readOnly, onChange }: PackageTabProps) {
  const used = new Set(manifest.steps.map((step) => step.stage));
  const setStages = (stages: ProcedureManifest['stages']) => onChange((current) => ({ ...current, stages }));
  const move = (index: number, by: -1 | 1) => {
    const stages = [...manifest.stages];
    const [stage] = stages.splice(index, 1);
    if (stage) stages.splice(index + by, 0, stage);
    setStages(stages);
  };
  const text = (label: string, key: 'name' | 'owner' | 'summary', long = false) => (
    <Form.Item label={label}>
      {long ? (
        <Input.TextArea
          aria-label={label}
          autoSize={{ minRows: 2 }}
          value={manifest[key]}
          onChange={(event) => onChange((current) => ({ ...current, [key]: event.target.value }))}
        />
      ) : (
        <Input
          aria-label={label}
          value={manifest[key]}
          onChange={(event) => onChange((current) => ({ ...current, [key]: event.target.value }))}
        />
      )}
    </Form.Item>
  );
  return (
    <Flex gap={16} wrap align="flex-start">
      <Card size="small" title="规程" style={{ flex: '1 1 360px' }}>
        <Form layout="vertical" disabled={readOnly}>
          {text('名称', 'name')}
          {text('主管单位', 'owner')}
          {text('说明', 'summary', true)}
          <Form.Item label="依据">
            {manifest.basis.map((basis) => `《${basis.law}》${basis.article}`).join('、') || '未填写'}
          </Form.Item>
        </Form>
      </Card>
      <Card
        size="small"
        title="阶段"
        style={{ flex: '1 1 420px' }}
        extra={
          readOnly ? null : (
            <Button
              size="small"
              onClick={() =>
                setStages([
                  ...manifest.stages,
                  {
                    id: freeName(
                      'stage',
                      manifest.stages.map((stage) => stage.id),
                    ),
                    name: '新阶段',
                  },
                ])
              }
            >
              添加
            </Button>
          )
        }
      >
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={manifest.stages}
          columns={[
            {
              title: '名称',
              render: (_value, stage, index) => (
                <Input
                  aria-label={`阶段 ${index + 1}`}
                  disabled={readOnly}
                  value={stage.name}
                  onChange={(event) =>
                    setStages(
                      manifest.stages.map((entry, at) =>
                        at === index ? { ...entry, name: event.target.value } : entry,
                      ),
                    )
                  }
                />
              ),
            },
            {
              title: '步骤',
              width: 70,
              render: (_value, stage) => manifest.steps.filter((step) => step.stage === stage.id).length,
            },
            {
              title: '',
              width: 150,
              render: (_value, stage, index) =>
                readOnly ? null : (
                  <Flex gap={4}>
                    <Button
                      size="small"
                      aria-label={`上移 ${stage.name}`}
                      icon={<ArrowUpOutlined />}
                      disabled={index === 0}
                      onClick={() => move(index, -1)}
                    />
                    <Button
                      size="small"
                      aria-label={`下移 ${stage.name}`}
                      icon={<ArrowDownOutlined />}
                      disabled={index === manifest.stages.length - 1}
                      onClick={() => move(index, 1)}
                    />
                    <Button
                      size="small"
                      danger
                      disabled={used.has(stage.id)}
                      title={used.has(stage.id) ? '还有步骤属于这个阶段' : undefined}
                      onClick={() => setStages(manifest.stages.filter((entry) => entry !== stage))}
                    >
                      删除
                    </Button>
                  </Flex>
                ),
            },
          ]}
        />
      </Card>
      <LegalityExceptions manifest={manifest} readOnly={readOnly} onChange={onChange} />
    </Flex>
  );
}
