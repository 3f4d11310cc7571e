interface TextColumn<T> {
  title: string;
  text?: (row: T) => string;
}

/** A cell that a spreadsheet must not take for a formula. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Rows as CSV text; starts with a byte order mark, without which Excel misreads Chinese. */
export function toCsv<T>(columns: readonly TextColumn<T>[], rows: readonly T[]): string {
  const told = columns.filter((column) => column.text);
  const lines = [
    told.map((column) => cell(column.title)),
    ...rows.map((row) => told.map((column) => cell(column.text!(row)))),
  ];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Saves a blob under a name. */
export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function downloadCsv<T>(name: string, columns: readonly TextColumn<T>[], rows: readonly T[]): void {
  saveBlob(new Blob([toCsv(columns, rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}
