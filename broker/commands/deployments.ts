import type { Command } from '#engine';
import { NO_KEY, TENANT, toBase64 } from '#engine';
import { routedKey } from './request-parts.ts';

export interface Resource {
  name: string;
  content: Uint8Array;
}

/** DEPLOYMENT CREATE of files, all of them or none. */
export const deploymentCommand = (resources: Resource[]): Command => ({
  valueType: 'DEPLOYMENT',
  intent: 'CREATE',
  key: NO_KEY,
  value: {
    resources: resources.map(({ name, content }) => ({
      resourceName: name,
      resource: content.length > 0 ? Buffer.from(content).toString('base64') : toBase64(new Uint8Array()),
    })),
    processesMetadata: [],
    decisionsMetadata: [],
    decisionRequirementsMetadata: [],
    formMetadata: [],
    deploymentKey: NO_KEY,
    tenantId: TENANT,
  },
});

/** RESOURCE_DELETION of a process, a form, or a file of decisions. */
export const deletionCommand = (resourceKey: string): Command => ({
  valueType: 'RESOURCE_DELETION',
  intent: 'DELETE',
  key: NO_KEY,
  value: { resourceKey: routedKey(resourceKey), tenantId: '' },
});
