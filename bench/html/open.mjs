// Opens a report in Chromium from disk and measures what a reader waits for. `node bench/html/open.mjs report.html`
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const [file, word = 'contract'] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const browser = await chromium.launch({
  executablePath: process.env.RETHREAD_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
page.on('pageerror', (error) => console.log('error', error.message));
page.on('request', (request) => {
  if (!request.url().startsWith('file:')) console.log('REQUEST', request.url());
});

const begun = Date.now();
await page.goto(`${address}#/threads`, { waitUntil: 'commit' });
await page.waitForSelector('.row');
console.log(`list is there after ${Date.now() - begun} ms`);
await page.keyboard.press('j');
await page.waitForFunction(() => document.activeElement?.classList.contains('row'));
console.log(`answers a key after ${Date.now() - begun} ms`);

/** Runs an action and gives the times between frames meanwhile. */
async function frames(name, action) {
  await page.evaluate(() => {
    globalThis.frameTimes = [];
    let last = performance.now();
    const step = (now) => {
      globalThis.frameTimes?.push(now - last);
      last = now;
      if (globalThis.frameTimes) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  const start = Date.now();
  await action();
  const times = await page.evaluate(() => {
    const times = globalThis.frameTimes;
    globalThis.frameTimes = null;
    return times;
  });
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor((times.length - 1) * share)]?.toFixed(0);
  console.log(
    `${name}: ${times.length} frames in ${Date.now() - start} ms; median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`,
  );
}

await frames('scrolling the list', () =>
  page.evaluate(async () => {
    const list = document.querySelector('.virtual');
    for (let step = 0; step < 120; step++) {
      list.scrollTop += step < 60 ? 400 : list.scrollHeight / 70;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }),
);
const searched = async () => {
  await page.waitForTimeout(300);
  await page.waitForFunction(() => !document.querySelector('.searching'), null, { timeout: 120_000 });
};
await frames(`typing "${word}", then until all texts are searched`, async () => {
  await page.keyboard.press('/');
  await page.keyboard.type(word, { delay: 80 });
  await searched();
});
console.log(await page.locator('.list-head').textContent());
await frames('the same with a second word, texts being there', async () => {
  await page.keyboard.type(' meeting', { delay: 80 });
  await searched();
});
await page.keyboard.press('Escape');
await frames('opening a thread', async () => {
  await page.locator('.row').first().click();
  await page.waitForSelector('.card');
});
for (const view of ['overview', 'timeline', 'people', 'findings', 'requests']) {
  const start = Date.now();
  await page.evaluate((name) => {
    location.hash = `#/${name}`;
  }, view);
  await page.waitForSelector(`.view-${view} h1`);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  console.log(`${view}: ${Date.now() - start} ms`);
}
const devtools = await page.context().newCDPSession(page);
await devtools.send('HeapProfiler.collectGarbage');
const { usedSize } = await devtools.send('Runtime.getHeapUsage');
console.log(`heap of the page: ${(usedSize / 1e6).toFixed(0)} MB`);
await browser.close();
