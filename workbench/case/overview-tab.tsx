import { Descriptions, Tag } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { CaseDetail } from '#contracts';
import { EmptyState, formatInstant, LightBadge } from '#ui';
import { namesOf, withNames } from './names.ts';

/** Values of the forms so far, by stage; names of stages come from the case's own stage bar. */
export function OverviewTab({ detail }: { detail: CaseDetail }) {
  const navigate = useNavigate();
  const names = namesOf(detail);
  const open = detail.openTasks.filter((task) => task.state === 'open');
  const stages = detail.stages
    .map((stage) => ({
      ...stage,
      fields: detail.fields.filter((field) => field.stage === stage.id && field.display !== ''),
    }))
    .filter((stage) => stage.fields.length > 0);
  const known = new Set(detail.stages.map((stage) => stage.id));
  const others = detail.fields.filter((field) => !known.has(field.stage) && field.display !== '');
  const sections = others.length > 0 ? [...stages, { id: '', name: '其他', fields: others }] : stages;
  return (
    <div className="qh-stack">
      {open.length > 0 ? (
        <section aria-label="待办环节">
          <h2 style={{ marginBottom: 8 }}>正在等</h2>
          <ul className="qh-plain-list qh-stack-small">
            {open.map((task) => (
              <li key={task.key} className="qh-row">
                <a
                  href={`/tasks/${task.key}`}
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate(`/tasks/${task.key}`);
                  }}
                >
                  {task.name}
                </a>
                <span className="qh-muted">{task.assigneeName ?? '待领取'}</span>
                <LightBadge light={task.light} text={task.remainingText} />
                <span className="qh-muted qh-small">{formatInstant(task.createdAt)} 到达</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {sections.length === 0 ? <EmptyState title="还没有填写的内容" /> : null}
      {sections.map((section) => (
        <section key={section.id} aria-label={section.name}>
          <h2 style={{ marginBottom: 8 }}>{section.name}</h2>
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, sm: 1, md: 2, lg: 2, xl: 2, xxl: 2 }}
            styles={{ label: { width: 150 } }}
            items={section.fields.map((field) => ({
              key: field.key,
              label: (
                <>
                  {field.label}
                  {field.sensitive ? (
                    <Tag style={{ marginLeft: 6 }} title="敏感信息，按权限显示">
                      敏
                    </Tag>
                  ) : null}
                </>
              ),
              span: field.display.length > 24 ? 'filled' : 1,
              children: (
                <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {withNames(field.display, names)}
                </span>
              ),
            }))}
          />
        </section>
      ))}
    </div>
  );
}
