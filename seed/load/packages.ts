import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** Codes of the packages in a templates folder. */
export const packageCodes = (templatesDir: string): string[] =>
  readdirSync(templatesDir).filter(
    (name) =>
      statSync(join(templatesDir, name)).isDirectory() &&
      readdirSync(join(templatesDir, name)).includes('procedure.json'),
  );

const collect = (directory: string, prefix = ''): Record<string, Uint8Array> =>
  Object.assign(
    {},
    ...readdirSync(directory).map((name): Record<string, Uint8Array> => {
      const path = join(directory, name);
      return statSync(path).isDirectory()
        ? collect(path, `${prefix}${name}/`)
        : { [prefix + name]: new Uint8Array(readFileSync(path)) };
    }),
  ) as Record<string, Uint8Array>;

/** A procedure package as the zip that `POST /api/procedures/import` takes. */
export const zipPackage = (templatesDir: string, code: string): Uint8Array<ArrayBuffer> =>
  zipSync(collect(join(templatesDir, code)));
