import { Button, Card, Empty, Flex, Form, Input, List, Popconfirm, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { DocumentBlock, DocumentDefinition, DocumentTemplate, ProcedureManifest } from '#contracts';
import { freeName, readManifest, withManifest, withoutFile, withText, type FileMap } from '../draft/package-files.ts';

const AUDIENCES = [
  { value: 'internal', label: '内部审批' },
  { value: 'external', label: '对外文书' },
  { value: 'record', label: '笔录' },
];

const readTemplate = (files: FileMap, path: string): DocumentTemplate | null => {
  try {
    return JSON.parse(files.get(path)?.content ?? '') as DocumentTemplate;
  } catch {
    return null;
  }
};

/** The text of a template with one line per block, as it is edited: headings with #, fields with |. */
const blockLine = (block: DocumentBlock): string => {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'paragraph':
      return block.text;
    case 'number':
      return '【文号】';
    case 'seal':
      return '【机关印章和日期】';
    case 'fields':
      return block.rows.map((row) => `${row.label} | ${row.value}`).join('\n');
    case 'table':
      return `【表格：${block.columns.map((column) => column.title).join('、')}】`;
    case 'signatures':
      return block.lines.join('\n');
  }
};

interface DocumentsTabProps {
  files: FileMap;
  manifest: ProcedureManifest;
  readOnly: boolean;
  onChange: (update: (files: FileMap) => FileMap, options?: { merge?: boolean }) => void;
}

/** The documents of a procedure and their texts. */
export function DocumentsTab({ files, manifest, readOnly, onChange }: DocumentsTabProps) {
  const [chosen, setChosen] = useState<string | null>(manifest.documents[0]?.code ?? null);
  const document = manifest.documents.find((candidate) => candidate.code === chosen);
  const template = document ? readTemplate(files, document.template) : null;
  const updateDocument = (change: Partial<DocumentDefinition>) =>
    onChange((map) =>
      withManifest(map, (current) => ({
        ...current,
        documents: current.documents.map((candidate) =>
          candidate.code === chosen ? { ...candidate, ...change } : candidate,
        ),
      })),
    );
  const updateBlock = (index: number, block: DocumentBlock) => {
    if (document && template)
      onChange((map) =>
        withText(
          map,
          document.template,
          `${JSON.stringify({ ...template, blocks: template.blocks.map((entry, at) => (at === index ? block : entry)) }, null, 2)}\n`,
        ),
      );
  };
  const add = () => {
    const code = freeName(
      'document',
      manifest.documents.map((candidate) => candidate.code),
    );
    const path = `documents/${code}.json`;
    onChange((map) => {
      const blocks: DocumentBlock[] = [
        { type: 'heading', text: '{organ.name}', level: 1 },
        { type: 'heading', text: '新文书', level: 2 },
        { type: 'number' },
        { type: 'paragraph', text: '{party.name}：', indent: false, align: 'left' },
        { type: 'paragraph', text: '正文', indent: true, align: 'left' },
        { type: 'seal' },
      ];
      const withTemplate = withText(map, path, `${JSON.stringify({ code, name: '新文书', blocks }, null, 2)}\n`);
      return withManifest(withTemplate, (current) => ({
        ...current,
        documents: [...current.documents, { code, name: '新文书', audience: 'external', template: path, basis: [] }],
      }));
    });
    setChosen(code);
  };
  const remove = () => {
    if (!document) return;
    onChange((map) =>
      withManifest(withoutFile(map, document.template), (current) => ({
        ...current,
        documents: current.documents.filter((candidate) => candidate.code !== document.code),
      })),
    );
    setChosen(readManifest(files)?.documents.find((candidate) => candidate.code !== document.code)?.code ?? null);
  };
  return (
    <Flex gap={16} align="flex-start" wrap>
      <Card
        size="small"
        style={{ flex: '0 0 260px' }}
        title="文书"
        extra={
          readOnly ? null : (
            <Button size="small" onClick={add}>
              添加
            </Button>
          )
        }
      >
        <List
          size="small"
          locale={{ emptyText: <Empty description="本规程还没有文书" /> }}
          dataSource={manifest.documents}
          renderItem={(entry) => (
            <List.Item
              style={{ cursor: 'pointer', fontWeight: entry.code === chosen ? 600 : undefined }}
              onClick={() => setChosen(entry.code)}
              tabIndex={0}
              onKeyDown={(event) => event.key === 'Enter' && setChosen(entry.code)}
            >
              {entry.name}
              {entry.numberWord ? <Tag>{entry.numberWord}</Tag> : null}
            </List.Item>
          )}
        />
      </Card>
      {document ? (
        <Card size="small" style={{ flex: '1 1 480px', minWidth: 0 }} title={document.name}>
          <Form layout="vertical" disabled={readOnly}>
            <Flex gap={12} wrap>
              <Form.Item label="名称">
                <Input
                  aria-label="文书名称"
                  value={document.name}
                  onChange={(event) => updateDocument({ name: event.target.value })}
                />
              </Form.Item>
              <Form.Item label="文书代字" tooltip="用在文号里，例如 罚；不填则不编号">
                <Input
                  aria-label="文书代字"
                  style={{ width: 100 }}
                  value={document.numberWord ?? ''}
                  onChange={(event) => updateDocument({ numberWord: event.target.value || undefined })}
                />
              </Form.Item>
              <Form.Item label="用途">
                <Select
                  style={{ width: 120 }}
                  value={document.audience}
                  options={AUDIENCES}
                  onChange={(audience) => updateDocument({ audience })}
                />
              </Form.Item>
            </Flex>
            <Typography.Paragraph type="secondary">
              {
                '花括号里的内容在生成时自动填入：{party.name} 当事人、{organ.name} 机关、{caseTitle} 案由、{caseNumber} 案号、{officerNames} 办案人员、{data.字段} 表单内容、{words.字段} 大写金额。'
              }
            </Typography.Paragraph>
            {template?.blocks.map((block, index) =>
              block.type === 'heading' || block.type === 'paragraph' ? (
                <Form.Item key={index} style={{ marginBottom: 8 }}>
                  <Input.TextArea
                    aria-label={`第 ${index + 1} 段`}
                    autoSize
                    value={block.text}
                    style={block.type === 'heading' ? { fontWeight: 600, textAlign: 'center' } : undefined}
                    onChange={(event) => updateBlock(index, { ...block, text: event.target.value })}
                  />
                </Form.Item>
              ) : (
                <Typography.Paragraph
                  key={index}
                  type="secondary"
                  style={{ whiteSpace: 'pre-wrap', background: 'rgba(0,0,0,0.03)', padding: 8 }}
                >
                  {blockLine(block)}
                </Typography.Paragraph>
              ),
            )}
            {template ? null : (
              <Typography.Text type="secondary">这份文书使用 Word 模板（{document.template}）。</Typography.Text>
            )}
            <Popconfirm
              title="删除这份文书？"
              description="撤销按钮可以恢复"
              okText="删除"
              cancelText="不删"
              onConfirm={remove}
            >
              <Button danger>删除文书</Button>
            </Popconfirm>
          </Form>
        </Card>
      ) : null}
    </Flex>
  );
}
