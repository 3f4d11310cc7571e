import { DEMO_PASSWORD } from '../data/users.ts';
import { RULE_PACKS } from '../data/rule-packs/index.ts';
import { signIn } from './api.ts';

/**
 * Writes, submits and approves the rule packs that are not published yet, under four eyes like everybody; a pack left
 * half way by a stop is taken up where it is. The procedures must be there: packs change their clocks.
 */
export const publishRulePacks = async (baseUrl: string, log: (message: string) => void): Promise<void> => {
  const author = await signIn(baseUrl, 'fazhi1', DEMO_PASSWORD);
  const reviewer = await signIn(baseUrl, 'fazhi2', DEMO_PASSWORD);
  const known = new Map(
    (await author.call('rulePacks', { query: { pageSize: '200' } })).items.map((item) => [item.pack, item]),
  );
  for (const { pack, ...contents } of RULE_PACKS) {
    const item = known.get(pack);
    if (item && item.draft === null) continue;
    const params = { pack };
    if (!item) await author.call('createRulePack', { body: { pack, ...contents } });
    if (item?.draft?.status !== 'submitted')
      await author.call('submitRulePack', { params, body: { note: contents.note } });
    await reviewer.call('approveRulePack', { params, body: { comment: '同意发布' } });
    log(`已发布规则包：${contents.name}`);
  }
};
