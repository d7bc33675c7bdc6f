import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Prints the comment at the head of a script and ends, where `--help` or `-h` was asked for: `printHelp(import.meta.url)`. */
export function printHelp(url) {
  if (!process.argv.some((argument) => argument === '--help' || argument === '-h')) return;
  const lines = readFileSync(fileURLToPath(url), 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  for (const line of lines.slice(0, end)) console.log(line.slice(3));
  process.exit(0);
}
