import { Alert, Button, DatePicker, Drawer, Form, Input, Select, Skeleton, Tabs } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useEffect } from 'react';
import type { LawChangeKind, LawImportFacts, LawLevel, RouteResponse } from '#contracts';
import { LAW_CHANGE_NAMES, LAW_LEVEL_NAMES } from '#contracts';
import { ArticleBody, EmptyState, ProblemView, useCall, useRead } from '#ui';
import { ChangeList } from './compare-tab.tsx';
import './laws.css';
import { versionName } from './words.tsx';

type Entry = RouteResponse<'lawImportEntry'>;

interface Values {
  name: string;
  level: LawLevel | null;
  organ: string;
  number: string;
  change: LawChangeKind;
  publishedOn: Dayjs | null;
  effectiveOn: Dayjs | null;
}

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const dayOf = (day: Dayjs | null | undefined): string | null => day?.format('YYYY-MM-DD') ?? null;
const day = (text: string | null): Dayjs | null => (text === null ? null : dayjs(text));

const valuesOf = (facts: LawImportFacts): Values => ({
  ...facts,
  publishedOn: day(facts.publishedOn),
  effectiveOn: day(facts.effectiveOn),
});

/** What the reader guessed of a file, to be corrected. */
function FactsForm({ importId, entry, onChanged }: { importId: string; entry: Entry; onChanged: () => void }) {
  const mend = useCall('mendLawImport', ['lawImport', 'lawImportEntries', 'lawImportEntry']);
  const [form] = Form.useForm<Values>();
  const params = { id: importId, order: String(entry.order) };
  const { facts } = entry;
  const known = JSON.stringify(facts);
  useEffect(() => form.setFieldsValue(valuesOf(JSON.parse(known) as LawImportFacts)), [form, known]);
  const save = (values: Values): void => {
    const effectiveOn = dayOf(values.effectiveOn);
    mend.mutate(
      {
        params,
        body: {
          ...values,
          publishedOn: dayOf(values.publishedOn),
          // Left as it was, a guess stays a guess.
          ...(effectiveOn === facts.effectiveOn ? { effectiveOn: undefined } : { effectiveOn }),
        },
      },
      { onSuccess: onChanged },
    );
  };
  return (
    <div className="qh-stack">
      {mend.isError ? <ProblemView error={mend.error} /> : null}
      <Form form={form} layout="vertical" initialValues={valuesOf(facts)} onFinish={save}>
        <Form.Item
          name="name"
          label="法规名称"
          extra={facts.lawId ? '将成为库中这部法规的一个版本' : '库中还没有，将新建'}
        >
          <Input />
        </Form.Item>
        <div className="qh-law-two">
          <Form.Item name="level" label="效力级别">
            <Select options={optionsOf(LAW_LEVEL_NAMES)} placeholder="请选择" />
          </Form.Item>
          <Form.Item name="organ" label="制定机关">
            <Input />
          </Form.Item>
          <Form.Item name="number" label="文号">
            <Input />
          </Form.Item>
          <Form.Item name="change" label="制定或修改">
            <Select options={optionsOf(LAW_CHANGE_NAMES)} />
          </Form.Item>
          <Form.Item name="publishedOn" label="公布日期">
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name="effectiveOn"
            label="施行日期"
            extra={facts.effectiveAssumed ? '正文没有写明，按公布日推定，请核对' : undefined}
          >
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <div className="qh-row">
          <Button type="primary" htmlType="submit" loading={mend.isPending}>
            保存改正
          </Button>
          <Button onClick={() => mend.mutate({ params, body: { skip: !facts.skip } }, { onSuccess: onChanged })}>
            {facts.skip ? '恢复导入' : '不导入这个文件'}
          </Button>
        </div>
      </Form>
      {entry.findings.map((finding, index) => (
        <Alert
          key={index}
          showIcon
          type={finding.severity}
          message={`${finding.line === null ? '' : `第 ${finding.line} 行：`}${finding.message}`}
        />
      ))}
    </div>
  );
}

function ReadText({ entry }: { entry: Entry }) {
  const { text } = entry;
  if (text.articles.length === 0) return <EmptyState title="没有读出条文" />;
  return (
    <div>
      {entry.history.map((line) => (
        <div key={line} className="qh-muted qh-small">
          {line}
        </div>
      ))}
      {text.articles.map((article, index) => (
        <div key={`${article.label}-${index}`}>
          {text.headings
            .filter(({ before }) => before === index)
            .map((heading) => (
              <h3 key={heading.label + heading.title} className="qh-law-heading">
                {heading.label}　{heading.title}
              </h3>
            ))}
          <ArticleBody article={article} />
        </div>
      ))}
    </div>
  );
}

/** One file of an import: what was read, what it changes, and what must be corrected. */
export function ImportEntryDrawer({
  importId,
  order,
  onClose,
  onChanged,
}: {
  importId: string;
  order: number;
  onClose: () => void;
  onChanged: () => void;
}) {
  const read = useRead('lawImportEntry', { params: { id: importId, order: String(order) } });
  const entry = read.data;
  return (
    <Drawer open onClose={onClose} title={entry?.facts.name ?? '读出的条文'} width="min(920px, 96vw)">
      {read.isError ? <ProblemView error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isPending ? <Skeleton active /> : null}
      {entry ? (
        <Tabs
          items={[
            {
              key: 'facts',
              label: '核对',
              children: <FactsForm importId={importId} entry={entry} onChanged={onChanged} />,
            },
            { key: 'text', label: `条文（${entry.articleCount}）`, children: <ReadText entry={entry} /> },
            {
              key: 'changes',
              label: `与上一版本（${entry.changes.length}）`,
              children: entry.former ? (
                <div className="qh-stack">
                  <p className="qh-muted">与库中的 {versionName(entry.former)} 对比。</p>
                  {entry.changes.length === 0 ? (
                    <EmptyState title="条文没有变化" />
                  ) : (
                    <ChangeList changes={entry.changes} />
                  )}
                </div>
              ) : (
                <EmptyState title="库中没有更早的版本" />
              ),
            },
          ]}
        />
      ) : null}
    </Drawer>
  );
}
