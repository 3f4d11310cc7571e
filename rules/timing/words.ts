import type { Citation, Duration } from '#contracts';

export const UNIT_NAMES = { WD: '个工作日', ND: '日', H: '小时', M: '个月', Y: '年' } as const;
/** `15个工作日`, `90日`, `6个月`. */
export const formatDuration = (duration: Duration): string => `${duration.length}${UNIT_NAMES[duration.unit]}`;
export const formatBasis = (basis: Citation): string => `${basis.law}${basis.article}`;
