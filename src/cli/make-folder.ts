import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { cannotWrite } from './output.js';

/** Makes a folder, with the folders around it, unless it is there. */
export function makeFolder(path: string): void {
  try {
    // Not `recursive`: Node tries for ever where the folder around is of a file system that takes no folders.
    const missing: string[] = [];
    for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.push(folder);
    for (const folder of missing.reverse()) mkdirSync(folder);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  } catch (error) {
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  }
}
