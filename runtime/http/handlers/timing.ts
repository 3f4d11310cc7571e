import { currentCalendar } from '../../cases/case-file.ts';
import { actorOf } from '../../identity/person.ts';
import { invalid } from '../../problem-error.ts';
import { CALENDARS } from '../../timing/collections.ts';
import type { Handlers } from '../registrar.ts';

export const timingHandlers: Pick<Handlers, 'calendar' | 'putCalendar'> = {
  calendar: async (platform) => currentCalendar(platform.store),

  putCalendar: async (platform, { person, body }) =>
    platform.store.transaction(actorOf(person), async (unit) => {
      const [latest] = await unit.find(CALENDARS, { sort: [['ordinal', 'desc']], limit: 1 });
      if (await unit.get(CALENDARS, body.version))
        throw invalid('version', `工作日历版本“${body.version}”已存在，请换一个版本号。`);
      await unit.insert(CALENDARS, { id: body.version, ordinal: (latest?.ordinal ?? 0) + 1, calendar: body });
      unit.audit({
        action: 'calendar.put',
        summary: `${person.name} 更新工作日历为 ${body.version}`,
        subjectType: 'calendar',
        subjectId: body.version,
      });
      return body;
    }),
};
