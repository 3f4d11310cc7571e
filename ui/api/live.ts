import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LiveEvent } from '#contracts';
import type { RouteName } from '#contracts';
import { urlOf } from './client.ts';

/** Which cached answers an event makes stale. Pages fetch again only what they show. */
const STALE: Record<LiveEvent['type'], RouteName[]> = {
  task: ['tasks', 'case', 'overview'],
  case: ['cases', 'case', 'caseChecks', 'caseCheck', 'tasks', 'instance', 'overview', 'incidents'],
  procedure: ['procedures', 'procedure', 'startForms'],
  'rule-pack': ['rulePacks', 'rulePack', 'effectiveRules'],
  warning: ['gateWarnings'],
  'gate-review': ['gateReviews', 'gateReview', 'gateReviewResults'],
  notice: ['notices'],
};

/** A burst of events (a seed, a batch) is answered by one refetch. */
const GATHER_MS = 250;

/**
 * Listens to the server's events while mounted. The task being worked on is not refetched: a form under the hands of
 * its user must not change; its page asks again when it is opened.
 */
export function useLiveInvalidation(): void {
  const client = useQueryClient();
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    const source = new EventSource(urlOf('events'), { withCredentials: true });
    const waiting = new Set<RouteName>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const route of waiting) void client.invalidateQueries({ queryKey: [route] });
      waiting.clear();
    };
    const receive = (message: MessageEvent<string>) => {
      let parsed: ReturnType<typeof LiveEvent.safeParse>;
      try {
        parsed = LiveEvent.safeParse(JSON.parse(message.data));
      } catch {
        return;
      }
      if (!parsed.success) return;
      for (const route of STALE[parsed.data.type]) waiting.add(route);
      timer ??= setTimeout(flush, GATHER_MS);
    };
    source.addEventListener('message', receive);
    for (const type of Object.keys(STALE)) source.addEventListener(type, receive as EventListener);
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [client]);
}
