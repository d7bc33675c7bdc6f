import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (time, entry) => (entry.isFile() ? Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs) : time),
    0,
  );

/** Tests of the command line run the built program: builds it where sources are newer. */
export default function setup(): void {
  const built = 'dist/cli/main.js';
  if (existsSync(built) && statSync(built).mtimeMs > newest('src')) return;
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' });
}
