import type { ReactNode } from 'react';
import './page-table.css';

/** Attributes of a row that opens; keys typed into a control inside the row are left alone. */
export function openable(open: () => void) {
  return {
    tabIndex: 0,
    className: 'qh-openable',
    onClick: (event: React.MouseEvent) => {
      // A React event bubbles out of portals too: a click in a drawer opened from the row is not a click on the row.
      if (event.currentTarget.contains(event.target as Node)) open();
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open();
    },
  };
}

/** Rows of a list as cards, for a phone. */
export function CardList<T>({
  rows,
  rowKey,
  card,
  onOpen,
  nothing,
}: {
  rows: T[];
  rowKey: (row: T) => string;
  card: (row: T) => ReactNode;
  onOpen: ((row: T) => void) | undefined;
  nothing: ReactNode;
}) {
  if (rows.length === 0) return nothing;
  return (
    <ul className="qh-plain-list qh-table-cards">
      {rows.map((row) => (
        <li key={rowKey(row)} {...(onOpen ? { role: 'link', ...openable(() => onOpen(row)) } : {})}>
          {card(row)}
        </li>
      ))}
    </ul>
  );
}
