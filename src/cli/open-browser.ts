import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeHtml } from '../report/page/embed-json.js';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * Opens an address in the browser of the user; gives what takes away the file that this needs. The address is secret, and arguments of
 * programs are not: what is named to the browser is a file that only the user can read and that leads on.
 */
export function openBrowser(address: string): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-open-'));
  const page = join(folder, 'open.html');
  const target = escapeHtml(address);
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${target}"><a href="${target}">Open the case</a>\n`,
    { mode: 0o600 },
  );
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const browser = spawn(command, [...args, pathToFileURL(page).href], { stdio: 'ignore', detached: true });
  // Where there is none, the address that is printed is enough.
  browser.on('error', () => undefined);
  browser.unref();
  return () => rmSync(folder, { recursive: true, force: true });
}
