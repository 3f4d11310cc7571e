import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { formatDate } from '#ui';
import type { DayChoice } from './calendar-draft.ts';
import type { Day } from './year-view.tsx';

interface DayDialogProps {
  day: Day;
  onChange: (choice: DayChoice, name: string) => void;
  onClose: () => void;
}

/** Makes one day a holiday with a name, a worked weekend day, or what it is by the week. */
export function DayDialog({ day, onChange, onClose }: DayDialogProps) {
  const weekday = new Date(`${day.date}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  const [choice, setChoice] = useState<DayChoice>(
    day.kind === 'holiday' ? 'holiday' : day.kind === 'shifted' ? 'shifted' : 'plain',
  );
  const [name, setName] = useState(day.kind === 'holiday' ? day.note : '');
  const nameless = choice === 'holiday' && name.trim() === '';
  return (
    <Modal
      open
      title={formatDate(day.date)}
      okText="改这一天"
      okButtonProps={{ disabled: nameless }}
      onOk={() => onChange(choice, name)}
      onCancel={onClose}
    >
      <div className="qh-stack">
        <Radio.Group
          aria-label="这一天"
          value={choice}
          onChange={(event) => setChoice(event.target.value as DayChoice)}
          options={[
            { value: 'plain', label: weekend ? '周末休息' : '正常上班' },
            { value: 'holiday', label: '法定节假日放假' },
            { value: 'shifted', label: '调休上班', disabled: !weekend },
          ]}
        />
        {choice === 'holiday' ? (
          <Input
            aria-label="节日名称"
            placeholder="节日名称，例如 国庆节"
            value={name}
            status={nameless ? 'error' : ''}
            onChange={(event) => setName(event.target.value)}
          />
        ) : null}
        {weekend ? null : <span className="qh-muted qh-small">周一至周五本来就上班，不能设为调休上班。</span>}
      </div>
    </Modal>
  );
}
