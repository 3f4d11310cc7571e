import { MessageChannel } from 'node:worker_threads';
import { Outbox } from './outbox.ts';

/** What arrives of numbers that are said in one turn of the event loop. */
const said = async (count: number, atMost?: number): Promise<number[][]> => {
  const { port1, port2 } = new MessageChannel();
  const texts: string[] = [];
  const outbox = new Outbox<number>(port1, setImmediate, atMost);
  const all = new Promise<void>((resolve) =>
    port2.on('message', (text: string) => {
      texts.push(text);
      if (texts.join().includes(String(count))) resolve();
    }),
  );
  for (let number = 1; number <= count; number++) outbox.add(number);
  await all;
  // Nothing comes behind it.
  await new Promise((resolve) => setTimeout(resolve, 5));
  port1.close();
  return texts.map((text) => JSON.parse(text) as number[]);
};

test('what one turn says is one text', async () => {
  expect(await said(40)).toEqual([Array.from({ length: 40 }, (_, at) => at + 1)]);
});

test('of much to say the first part goes before the turn ends, all of it once and in order', async () => {
  const texts = await said(40, 16);
  expect(texts.map(({ length }) => length)).toEqual([16, 16, 8]);
  expect(texts.flat()).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

test('a turn that ends with a full text says no empty one', async () => {
  expect((await said(32, 16)).map(({ length }) => length)).toEqual([16, 16]);
});
