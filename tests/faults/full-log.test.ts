import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { FillReport } from './support/fill-log.ts';

// The log's file system becomes full and empty again while it writes. LMDB would bring the process down in the middle of a
// write that finds no room: that it never comes to that can only be seen from another process.

test('a log whose disk is filled again and again refuses, never fails in a write, and loses nothing', () => {
  const program = [
    process.execPath,
    '--import',
    'tsx',
    '--conditions=development',
    resolve('tests/faults/support/fill-log.ts'),
  ];
  const mount = 'mount -t tmpfs -o size=64m tmpfs /mnt && exec "$@" /mnt';
  const run = spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', mount, 'sh', ...program], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect({ status: run.status, signal: run.signal, stderr: run.stderr }).toEqual({
    status: 0,
    signal: null,
    stderr: '',
  });
  const report = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as FillReport;
  expect(report.errors).toEqual([]);
  expect(report.lost).toEqual([]);
  expect(report.refused).toBeGreaterThan(0);
  expect(report.written).toBeGreaterThan(report.refused);
}, 150_000);
