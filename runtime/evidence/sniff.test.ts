import { sniff } from './sniff.ts';

const bytes = (...values: (number | string)[]): Buffer =>
  Buffer.concat(
    values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'))),
  );

test.each([
  ['a.jpg', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
  ['a.PNG', bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'image/png'],
  ['现场录像.mp4', bytes(0, 0, 0, 0x20, 'ftypisom'), 'video/mp4'],
  ['照片.heic', bytes(0, 0, 0, 0x20, 'ftypheic'), 'image/heic'],
  ['录音.mp3', bytes('ID3', 4), 'audio/mpeg'],
  ['笔录.docx', bytes('PK', 3, 4), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['笔录.txt', Buffer.from('询问笔录'), 'text/plain'],
])('%s is what it says', (name, head, mediaType) => {
  expect(sniff(head, name)).toBe(mediaType);
});

test.each([
  ['a.jpg', bytes(0x7f, 'ELF')],
  ['a.jpg', bytes(0x89, 'PNG\r\n', 0x1a, '\n')],
  ['a.txt', bytes('MZ', 0)],
  ['a.txt', bytes('ab', 0, 'c')],
  ['a.txt', bytes('#!/bin/sh')],
  ['a.svg', bytes('<?xml version="1.0"?><svg/>')],
  ['noextension', bytes(0xff, 0xd8, 0xff)],
])('%s is refused when disguised or unknown', (name, head) => {
  expect(sniff(head, name)).toBeNull();
});
