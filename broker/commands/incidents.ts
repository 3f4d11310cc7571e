import type { Command } from '#engine';
import { commands } from '#engine';
import { routedKey } from './request-parts.ts';

/** INCIDENT RESOLVE of the incident with this key. */
export const resolveIncidentCommand = (incidentKey: string): Command =>
  commands.resolveIncident(routedKey(incidentKey));
