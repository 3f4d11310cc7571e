import { Tag } from 'antd';
import type { DiscretionItem, FactTree } from '#contracts';
import { simpleFeelTree, testText, treeFeel } from '#rules';

/** A tree of conditions as an indented list: 全部满足, 满足其一, 不属于. */
export function TreeView({ tree }: { tree: FactTree }) {
  if ('fact' in tree) return <span>{testText(tree)}</span>;
  if ('not' in tree)
    return (
      <span>
        不属于：
        <TreeView tree={tree.not} />
      </span>
    );
  const children = 'all' in tree ? tree.all : tree.any;
  return (
    <div>
      <Tag>{'all' in tree ? '全部满足' : '满足其一'}</Tag>
      <ul style={{ paddingInlineStart: 20, margin: 0 }}>
        {children.map((child, index) => (
          <li key={index}>
            <TreeView tree={child} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type Condition = DiscretionItem['conditions'][number];

function ConditionRow({ condition }: { condition: Condition }) {
  const tree = condition.test ?? simpleFeelTree(condition.feel);
  return (
    <li>
      <div className="qh-row">
        <span>{condition.text}</span>
        {condition.suggested ? <Tag color="gold">结构待确认</Tag> : null}
        {!tree && condition.feel === '' ? <Tag>由承办人核实确认</Tag> : null}
      </div>
      {tree ? (
        <div className="qh-muted qh-small">
          <TreeView tree={tree} />
          <details>
            <summary>表达式</summary>
            <code>{treeFeel(tree)}</code>
          </details>
        </div>
      ) : condition.feel !== '' ? (
        <code className="qh-small">{condition.feel}</code>
      ) : null}
    </li>
  );
}

export function ConditionsView({ conditions, combine }: { conditions: readonly Condition[]; combine?: 'all' | 'any' }) {
  return (
    <>
      {combine ? <Tag>{combine === 'all' ? '须同时符合' : '符合其一即可'}</Tag> : null}
      <ol style={{ paddingInlineStart: 20 }}>
        {conditions.map((condition) => (
          <ConditionRow key={condition.id} condition={condition} />
        ))}
      </ol>
    </>
  );
}
