import type { Light } from '#contracts';
import './light-badge.css';

const MARKS: Record<Light, { mark: string; word: string }> = {
  normal: { mark: '●', word: '正常' },
  'due-soon': { mark: '▲', word: '临期' },
  overdue: { mark: '■', word: '超期' },
  paused: { mark: '‖', word: '中止' },
  done: { mark: '✓', word: '已完成' },
  none: { mark: '○', word: '无期限' },
};

export const LIGHT_OPTIONS = (['overdue', 'due-soon', 'normal', 'paused'] as const).map((value) => ({
  value,
  label: `${MARKS[value].mark} ${MARKS[value].word}`,
}));

/** A light is a mark, a word and a colour, never the colour alone. */
export function LightBadge({ light, text }: { light: Light; text?: string | null | undefined }) {
  const { mark, word } = MARKS[light];
  const words = text || word;
  return (
    <span className={`qh-light qh-light-${light}`} title={words === word ? undefined : `${word}：${words}`}>
      <span aria-hidden="true">{mark}</span>
      {words.includes(word) || light === 'none' ? null : <span className="qh-visually-hidden">{word}</span>}
      <span>{words}</span>
    </span>
  );
}
