import type { Command } from '#engine';
import { commands } from '#engine';
import { referredTo } from '../../commands/operation.ts';
import type { CommandParts } from './messages.ts';
import { commandOf, commandParts } from './messages.ts';

const COMMANDS: Command[] = [
  commands.jobCommand('COMPLETE', 7, { variables: { a: 1 } }),
  commands.jobCommand('FAIL', 7, { retries: 2, errorMessage: 'no', retryBackoff: 5 }),
  commands.activateJobs('type', 'worker', 1000, 5, ['a']),
  commands.createInstance('p', { a: { b: [null, '文'] } }),
  commands.userTaskCommand('UPDATE', 9, { changedAttributes: ['priority'], priority: 3 }),
  referredTo(commands.cancelInstance(5), '9007199254740993'),
];

test.each(COMMANDS.map((command) => [`${command.valueType} ${command.intent}`, command] as const))(
  '%s goes over as a text and is the same',
  (_name, command) => {
    expect(commandOf(JSON.parse(JSON.stringify(commandParts(command))) as CommandParts)).toEqual(command);
  },
);
