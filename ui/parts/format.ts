const ZONE = 'Asia/Shanghai';
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

const instantFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `2026-04-07` → `2026-04-07（周二）`. */
export function formatDate(date: string | null | undefined): string {
  if (!date) return '—';
  const day = date.slice(0, 10);
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return weekday ? `${day}（${weekday}）` : day;
}

/** An instant as Shanghai wall time, `2026-04-07 10:32`. */
export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return '—';
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : instantFormat.format(time).slice(0, 16);
}

/** Shanghai wall time with seconds, for logs. */
export function formatInstantExact(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : instantFormat.format(time);
}

/** `10:32` in Shanghai. */
export function formatTime(instant: string): string {
  return formatInstant(instant).slice(11);
}

/** `3 天 4 小时`, `12 分钟`, `5 秒`, `0.4 秒`. */
export function formatDuration(durationMs: number | null): string {
  if (durationMs === null) return '—';
  const seconds = durationMs / 1000;
  if (seconds < 0.1) return '不到 0.1 秒';
  if (seconds < 1) return `${seconds.toFixed(1)} 秒`;
  if (seconds < 60) return `${Math.round(seconds)} 秒`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} 天 ${hours % 24} 小时` : `${days} 天`;
}

/** `1.2 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}
