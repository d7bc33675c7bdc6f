// Opens a case in the reading room in Chromium and measures what a reader waits for. `node bench/html/room.mjs quay4.case [word [query [dist]]]`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const [file, word = 'contract', second = 'from:kay meeting', dist = 'dist'] = process.argv.slice(2);
const server = spawn(process.execPath, [`${dist}/cli/main.js`, 'open', file, '--no-browser', '-q'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const started = performance.now();
const address = (await once(server.stdout, 'data'))[0].toString().trim();
console.log(`server answers after ${(performance.now() - started).toFixed(0)} ms by the clock`);
const browser = await chromium.launch({
  executablePath: process.env.RETHREAD_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info'],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
page.on('pageerror', (error) => console.log('error', error.message));
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');

/** Seconds of processor that the server took so far (Linux: user and system, in hundredths). */
function serverTime() {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
async function pageTime() {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}
let [server0, page0] = [0, 0];
/** Runs an action and tells what it took: by the clock, of the server's processor, of the page's main thread. */
async function step(name, action) {
  const begun = performance.now();
  await action();
  const clock = performance.now() - begun;
  const [server1, page1] = [serverTime(), await pageTime()];
  console.log(
    `${name}: ${clock.toFixed(0)} ms by the clock, server ${(server1 - server0).toFixed(2)} s, page ${(page1 - page0).toFixed(2)} s`,
  );
  [server0, page0] = [server1, page1];
}
async function heap(name) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await devtools.send('Runtime.getHeapUsage');
  const memory = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const peak = Number(/VmHWM:\s+(\d+)/.exec(memory)[1]) / 1000;
  console.log(
    `heap of the page after ${name}: ${(usedSize / 1e6).toFixed(0)} MB and ${(backingStorageSize / 1e6).toFixed(0)} MB of columns; peak of the server ${peak.toFixed(0)} MB`,
  );
}
const go = (hash) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

await step('first screen', async () => {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForSelector('.overview .figures');
});
await heap('the first screen');
await step('list of threads', async () => {
  await go('#/threads');
  await page.waitForSelector('.row');
});
await heap('the list');
const frames = await page.evaluate(async () => {
  const list = document.querySelector('.virtual');
  const times = [];
  let last = performance.now();
  for (let step = 0; step < 120; step++) {
    list.scrollTop += step < 60 ? 400 : list.scrollHeight / 70;
    const now = await new Promise((resolve) => requestAnimationFrame(resolve));
    times.push(now - last);
    last = now;
  }
  return times.sort((a, b) => a - b);
});
console.log(`scrolling: median frame ${frames[60].toFixed(0)} ms, 95 % ${frames[114].toFixed(0)} ms`);
await step(`search for ${word}`, async () => {
  await go(`#/threads?q=${word}`);
  await page.waitForSelector('.hit mark');
});
await step('a thread', async () => {
  await page.locator('.hit').first().click();
  await page.waitForSelector('.card.current');
});
await step('a second search', async () => {
  await go(`#/threads?q=${encodeURIComponent(second)}`);
  await page.waitForSelector('.hit mark');
});
await heap('two searches and a thread');
for (const view of ['findings', 'requests', 'timeline', 'timeline/list', 'people'])
  await step(view, async () => {
    await go(`#/${view}`);
    await page.waitForSelector(`.view-${view.split('/')[0]} h1`);
    await page.waitForFunction(
      () => document.querySelector('.finding-row, .requests td, .lanes, .chronology td, .person-row') !== null,
    );
  });
const [person, pair] = await page.evaluate(() => {
  const of = (view) => document.querySelector(`a[href^="#/${view}/"]`)?.getAttribute('href').slice(1);
  return [of('person'), of('pair')];
});
await step('a person', async () => {
  await go(person);
  await page.waitForSelector('.person-head');
});
const pairOf = pair ?? (await page.locator('a[href^="#/pair/"]').first().getAttribute('href')).slice(1);
await step('a pair', async () => {
  await go(pairOf);
  await page.waitForSelector('.view-pair h1');
});
await heap('all views');
await browser.close();
server.kill();
