import type { Command } from '#engine';

/** The command with the digits, if any, by which its client refers to it: all records that follow from it carry them. */
export const referredTo = (command: Command, operationReference: string | undefined): Command =>
  operationReference === undefined ? command : { ...command, operationReference };
