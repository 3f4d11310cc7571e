// The section of docs/conformance.md about the answers of REST and gRPC: makes the calls that were made at Zeebe 8.6.0.
import { compareAnswers } from '../tests/conformance/gateway/compare.ts';

/** The route or RPC of a call, without what belongs to this call alone. */
const requestOf = ({ call }) =>
  call.includes(' ')
    ? call
        .replace(/\?.*$/, '')
        .replace(/\/(\{\{\w+\}\}|[+-]?\d+|0x10|abc|%20)(?=\/|$)/g, '/{key}')
        .replace('/{key}/{key}', '/{key}')
    : call;

const statusOf = ({ status }) => (typeof status === 'number' ? String(status) : status);

export const answersSection = async (table) => {
  const compared = await compareAnswers();
  const byRequest = new Map();
  for (const answer of compared) {
    const request = requestOf(answer);
    byRequest.set(request, [...(byRequest.get(request) ?? []), answer]);
  }
  const requests = [...byRequest].sort(([a], [b]) => (a < b ? -1 : 1));
  const equal = compared.filter((answer) => answer.equal).length;
  return `## Answers of REST and gRPC

Requests good and bad, made at a real Zeebe 8.6.0 and made at the embedded engine by every test run; compared are the code
or status, the type of the content and the whole answer, after keys and times are replaced. **${equal} of ${compared.length} are equal.**

${table(
  ['request', 'calls', 'equal', 'codes'],
  requests.map(([request, answers]) => [
    `\`${request}\``,
    answers.length,
    answers.filter((answer) => answer.equal).length,
    [...new Set(answers.map(({ ours }) => statusOf(ours)))].sort().join(', '),
  ]),
)}

The others:

${table(
  ['call', 'Zeebe 8.6.0', 'here', 'reason'],
  compared
    .filter((answer) => !answer.equal)
    .map(({ name, golden, ours, reason }) => [
      name,
      golden ? statusOf(golden) : '–',
      statusOf(ours),
      reason ?? '**unknown**',
    ]),
)}`;
};
