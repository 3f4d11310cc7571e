import type { EngineState } from '#engine';

/** What a state still holds though no instance runs; unfinished instances keep what they need, so they count as nothing. */
export const leftOver = (state: EngineState): string[] => {
  if (state.elementInstances.size > 0) return [];
  const startTimers = [...state.timers.values()].filter(({ elementInstanceKey }) => elementInstanceKey < 0).length;
  const counts = {
    jobs: state.jobs.size,
    activatableJobs: [...state.activatableJobs.entries()].length,
    userTasks: state.userTasks.size,
    timers: state.timers.size - startTimers,
    timersByElement: [...state.timersByElement.entries()].length,
    incidents: state.incidents.size,
    incidentByElement: state.incidentByElement.size,
    incidentByJob: state.incidentByJob.size,
    variables: state.variables.size,
    eventTriggers: state.eventTriggers.size,
    children: [...state.children.entries()].length,
    instanceCounts: state.instanceCounts.size,
    messageSubscriptions: state.messageSubscriptions.size,
    messageSubscriptionsByElement: [...state.messageSubscriptionsByElement.entries()].length,
    processMessageSubscriptions: state.processMessageSubscriptions.size,
    startedByMessage: state.startedByMessage.size,
    startedBy: state.startedBy.size,
    signalSubscriptions: [...state.signalSubscriptions.values()].filter((s) => s.catchEventInstanceKey >= 0).length,
    compensations: state.compensations.size,
    compensationsByInstance: [...state.compensationsByInstance.entries()].length,
  };
  return Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
};
