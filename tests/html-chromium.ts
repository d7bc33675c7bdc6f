import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium that is installed; null (and a line that says so) where there is none. */
export function chromiumPath(): string | null {
  const path = process.env.RETHREAD_CHROMIUM ?? PLACES.find((place) => existsSync(place)) ?? null;
  if (path === null) console.warn('Browser tests are skipped: no chromium found (apt-get install chromium)');
  return path;
}

/** When a browser draws is up to the whole machine: what fails there is tried again, and fails where it fails three times. */
export const inBrowser = { retry: 2 };

/** Starts it with nothing that would go to a network by itself. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath()!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
