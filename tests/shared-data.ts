import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of real mail beside the checkout; a stranger's clone has none. */
export const sharedData = fileURLToPath(new URL('../../shared/data/', import.meta.url));

/** True where the shared data is absent: says so once a file, so that a skipped test is never silent. */
export function withoutSharedData(testFile: string): boolean {
  if (existsSync(sharedData)) return false;
  console.warn(`${testFile}: skipped, ../shared/data is not here`);
  return true;
}
