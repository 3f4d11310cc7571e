import type { Command } from '#engine';
import { commands, NO_KEY } from '#engine';
import { routedKey } from './request-parts.ts';

export interface Resource {
  name: string;
  content: Uint8Array;
}

/** DEPLOYMENT CREATE of files, all of them or none. */
export const deploymentCommand = (resources: Resource[]): Command =>
  commands.deployEncoded(
    resources.map(({ name, content }) => ({
      resourceName: name,
      resource: Buffer.from(content).toString('base64'),
    })),
  );

/** RESOURCE_DELETION of a process, a form, or a file of decisions. */
export const deletionCommand = (resourceKey: string): Command => ({
  valueType: 'RESOURCE_DELETION',
  intent: 'DELETE',
  key: NO_KEY,
  value: { resourceKey: routedKey(resourceKey), tenantId: '' },
});
