import type { DeploymentValue } from '#engine';
import { EngineState, step } from '#engine';
import { startZeebe } from '../../../scripts/zeebe.mjs';
import { connect } from '../../scenarios/support/client.ts';
import { BPMN_MODELS } from './bpmn-models.ts';
import { DMN_MODELS } from './dmn-models.ts';

/** What is said of each file by its name; `accepted` where nothing is. */
export type Answers = Record<string, string>;

const HEAD =
  /^(Command 'CREATE' rejected with code 'INVALID_ARGUMENT': )?Expected to deploy new resources, but encountered the following errors:\n/;
const ACCEPTED = 'accepted';

export const FILES: readonly (readonly [name: string, text: string])[] = [
  ...BPMN_MODELS.map(([name, text]) => [`${name}.bpmn`, text] as const),
  ...DMN_MODELS.map(([name, text]) => [`${name}.dmn`, text] as const),
];

const deployment = (name: string, text: string): DeploymentValue => ({
  resources: [{ resourceName: name, resource: Buffer.from(text).toString('base64') }],
  processesMetadata: [],
  decisionsMetadata: [],
  decisionRequirementsMetadata: [],
  formMetadata: [],
  deploymentKey: -1,
  tenantId: '<default>',
});

/** What the engine says of a file. */
export const ourAnswer = (name: string, text: string): string => {
  const command = { valueType: 'DEPLOYMENT', intent: 'CREATE', key: -1, value: deployment(name, text) } as const;
  const { response } = step(new EngineState(), command, 0);
  return response?.kind === 'rejected' ? response.reason.replace(HEAD, '') : ACCEPTED;
};

/** What a real Zeebe 8.6.0 says of all files. */
export const zeebesAnswers = async (): Promise<Answers> => {
  const zeebe = await startZeebe({ grpcPort: 0, restPort: 0 });
  const client = connect(zeebe.grpcAddress);
  try {
    const answers: Answers = {};
    for (const [name, text] of FILES)
      answers[name] = await client.call('DeployResource', { resources: [{ name, content: Buffer.from(text) }] }).then(
        () => ACCEPTED,
        ({ details }: { details: string }) => details.replace(HEAD, ''),
      );
    return answers;
  } finally {
    client.close();
    await zeebe.stop();
  }
};
