import { startPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform({ packages: [] });
}, 60_000);
afterAll(() => platform.stop());

test('changing one thing of a person leaves the rest: certificates, post, employment', async () => {
  const admin = await platform.api('guanli1');
  const { items } = await admin.call('users', { query: { q: 'zhifa1' } });
  const before = items.find((user) => user.account === 'zhifa1')!;
  const after = await admin.call('updateUser', { params: { id: before.id }, body: { name: '王建设' } });
  expect(after).toEqual({ ...before, name: '王建设' });
  expect(after.certificates).toHaveLength(1);
});

test('the sign-in page lists the demonstration accounts only', async () => {
  const response = await fetch(`${platform.url}/api/setup`);
  const { demoAccounts } = (await response.json()) as { demoAccounts: { account: string }[] };
  expect(demoAccounts.map((one) => one.account)).toEqual(expect.arrayContaining(['fazhi1', 'zhifa1', 'shenji1']));
  expect(demoAccounts.map((one) => one.account)).not.toContain('fuzhu1');
  expect(demoAccounts.map((one) => one.account)).not.toContain('admin');
});
