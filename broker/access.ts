import { createHash, timingSafeEqual } from 'node:crypto';
import { Unauthenticated } from './errors.ts';

/**
 * Lets a caller in by what its `authorization` header says.
 * @throws Unauthenticated
 */
export type Access = (authorization: string | undefined) => void;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Without a token everybody who reaches the broker may call; with one, whoever shows it as `Bearer <token>`. */
export const accessBy = (token: string | undefined): Access => {
  if (token === undefined) return () => undefined;
  const wanted = digest(token);
  return (authorization) => {
    if (!authorization)
      throw new Unauthenticated('Expected bearer token at header with key [authorization], but found nothing');
    const shown = /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? '';
    if (!timingSafeEqual(digest(shown), wanted))
      throw new Unauthenticated(
        'Expected a valid bearer token at header with key [authorization], but it is another one',
      );
  };
};

/** A certificate with its chain and its private key, in PEM. */
export interface Tls {
  certificate: Buffer;
  key: Buffer;
}
