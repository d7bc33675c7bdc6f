import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../src/case/build-case.js';
import { writeCase } from '../../src/case/write-case.js';
import { openAnswers } from '../../src/server/case-answers.js';
import { keepInCase, type ReviewKeeper } from '../../src/server/review-keeper.js';
import { type RunningRoom, serveRoom } from '../../src/server/room-server.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { hostileMbox } from '../hostile-fixture.js';
import { chromiumPath, inBrowser, openChromium } from '../html-chromium.js';
import { builtViewer } from '../html-fixture.js';
import { folderOf } from '../report-fixture.js';

const OPTIONS = {
  map: {},
  dedupe: 'global',
  evidence: 'all',
  minConfidence: 0,
  people: null,
  decisions: null,
} as const;
const INPUTS = [
  { path: 'samples/case/holt.mbox', custodian: 'Holt' },
  { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
  { path: 'samples/case/quill', custodian: 'Quill' },
];
const rooms: { readonly room: RunningRoom; readonly review: ReviewKeeper }[] = [];

/** Builds a case and serves it, to a reviewer of that name. */
async function caseOf(inputs: readonly { path: string; custodian?: string }[]): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'rethread-room-')), 'a.case');
  const database = openDatabase(path);
  writeCase(database, await buildCase({ inputs }, OPTIONS), {
    ...{ program: '0', built: '', base: '', inputs: [] },
    options: OPTIONS,
  });
  database.close();
  return path;
}

async function serve(path: string, author: string) {
  const review = keepInCase(path);
  const version = review.generation();
  const answers = openAnswers(openDatabase(path, { readOnly: true }), { title: 'Quay 4', events: [], version });
  const viewer = await builtViewer();
  const now = () => '2026-01-01T00:00:00Z';
  const room = await serveRoom({
    title: 'Quay 4',
    viewer,
    author,
    answers: () => answers,
    review,
    now,
    buildLine: null,
    growing: () => null,
  });
  rooms.push({ room, review });
  return { address: room.address, review };
}

describe.skipIf(chromiumPath() === null)('the reading room in Chromium', inBrowser, () => {
  let browser: Browser;
  let quay: string;
  beforeAll(async () => {
    browser = await openChromium();
    quay = await caseOf(INPUTS);
  });
  afterAll(async () => {
    await browser?.close();
    for (const { room, review } of rooms) {
      await room.close();
      review.close();
    }
  });

  it('answers what is searched with a line a post, the words marked, and goes to the post', async () => {
    const { address, review } = await serve(await caseOf(INPUTS), 'Ann');
    const { page, faults } = await open(browser, address);
    await page.keyboard.press('/');
    await page.keyboard.type('upstairs');
    await page.waitForSelector('.hit mark');
    expect(await page.locator('.hit mark').first().textContent()).toBe('upstairs');
    const hits = await page.locator('.hit').count();
    await page.getByLabel('Mark all that fit').selectOption('question');
    await page.getByRole('button', { name: `Mark ${hits}` }).click();
    await page.getByRole('button', { name: 'Keep search' }).click();
    await page.getByLabel('Kept searches').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect([lines.length, lines.slice(1).every((line) => line.includes('question (Ann)'))]).toEqual([hits + 1, true]);
    await expect
      .poll(() => review.read(0).entries.map(({ kind }) => kind))
      .toEqual([...Array.from({ length: hits }, () => 'mark'), 'search']);
    await page.locator('.hit').first().click();
    await page.waitForSelector('.card.current mark');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows what another reviewer decides, and where the two differ', async () => {
    const [one, other] = await Promise.all([serve(quay, 'Ann'), serve(quay, 'Ben')]);
    const [ann, ben] = await Promise.all([open(browser, one.address), open(browser, other.address)]);
    for (const [{ page }, mark] of [
      [ann, 'relevant'],
      [ben, 'privileged'],
    ] as const) {
      await page.evaluate(() => {
        location.hash = '#/threads?q=subject:brochure';
      });
      await page.evaluate(() => {
        location.hash = '#/thread/t-xa4fjn5r';
      });
      await page.waitForSelector('.card');
      await page.getByRole('button', { name: 'Note or mark' }).first().click();
      await page.getByLabel(mark).check();
    }
    for (const { page, faults } of [ann, ben]) {
      await page.getByText('reviewers differ').waitFor();
      await page.evaluate(() => {
        location.hash = '#/notes';
      });
      await page.waitForSelector('.conflicts');
      expect(await page.locator('.conflicts li p').allTextContents()).toEqual(
        expect.arrayContaining(['Ann: relevant', 'Ben: privileged']),
      );
      expect(faults).toEqual([]);
      await page.close();
    }
    expect(one.review.read(0).entries).toHaveLength(2);
  });

  it('says that a decision is not kept while the room is gone, and keeps it once it answers', async () => {
    const { address, review } = await serve(quay, 'Cas');
    const { page } = await open(browser, address);
    await page.evaluate(() => {
      location.hash = '#/thread/t-xa4fjn5r';
    });
    await page.waitForSelector('.card');
    await page.route('**/review*', (route) => route.abort());
    await page.getByRole('button', { name: 'Note or mark' }).nth(1).click();
    await page.getByLabel('Note', { exact: true }).fill('kept later');
    await page.getByRole('button', { name: 'Keep note' }).click();
    await page.getByText('1 decision not kept yet').waitFor();
    await page.unroute('**/review*');
    await page.waitForSelector('.room-state.hidden', { state: 'attached' });
    expect(review.read(0).entries.map(({ reason, author }) => [reason, author])).toContainEqual(['kept later', 'Cas']);
    await page.close();
  });

  it('gives a page of another origin nothing to read and nothing to change, even one that knows the address', async () => {
    const path = await caseOf([{ path: 'samples/case/holt.mbox' }]);
    const { address, review } = await serve(path, 'Ann');
    const evil = await listen();
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`);
    const got = await page.evaluate(async (room) => {
      const read: string[] = [];
      const tries: readonly RequestInit[] = [{}, { mode: 'no-cors' }, { credentials: 'include' }];
      const entry = JSON.stringify({
        id: 'e',
        kind: 'note',
        post: 'xa4fjn5rlpyiupmw24zp',
        author: 'E',
        reason: 'evil',
      });
      for (const place of ['', 'version', 'review', 'index?version=1'])
        for (const init of tries)
          read.push(
            await fetch(room + place, init)
              .then((answer) => answer.text())
              .catch(() => ''),
          );
      for (const type of ['application/json', 'text/plain'])
        await fetch(`${room}review`, { method: 'POST', body: entry, headers: { 'Content-Type': type } }).catch(
          () => '',
        );
      await fetch(`${room}review`, { method: 'POST', body: entry, mode: 'no-cors' }).catch(() => '');
      navigator.sendBeacon(`${room}review`, entry);
      const form = document.createElement('form');
      const field = document.createElement('input');
      Object.assign(form, { action: `${room}review`, method: 'post', enctype: 'text/plain', target: 'frame' });
      Object.assign(field, { name: `${entry.slice(0, -1)},"x":"`, value: '"}' });
      form.append(field);
      const frame = document.createElement('iframe');
      Object.assign(frame, { name: 'frame', src: room });
      const script = document.createElement('script');
      script.src = `${room}index?version=1`;
      document.body.append(form, frame, script);
      form.submit();
      await new Promise((resolve) => setTimeout(resolve, 300));
      let framed = '';
      try {
        framed = frame.contentDocument?.body.textContent ?? '';
      } catch {}
      return [...read, framed].join('');
    }, address);
    expect(got).toBe('');
    expect(review.read(0).entries).toEqual([]);
    await page.close();
    evil.close();
  });

  it('runs nothing and asks nobody else for anything, of 500 hostile messages', async () => {
    const { address } = await serve(await caseOf([{ path: folderOf({ 'hostile.mbox': hostileMbox() }) }]), 'Ann');
    const { page, faults } = await open(browser, `${address}#/threads`);
    await page.evaluate(() => {
      Object.assign(globalThis, { hit: () => Object.assign(globalThis, { wasHit: true }) });
    });
    const threads = await page.locator('.row').evaluateAll((rows) => rows.map((row) => row.getAttribute('href')!));
    let cards = 0;
    for (const hash of threads) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.waitForFunction(
        (to) =>
          document.querySelector('.card') && document.querySelector('.key')?.textContent === `thread ${to.slice(9)}`,
        hash,
      );
      cards += await page.locator('.card').count();
    }
    expect(cards).toBeGreaterThanOrEqual(500);
    for (const hash of ['#/threads?q=hit', '#/people', '#/findings', '#/overview']) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.waitForSelector(`.view-${hash.slice(2).split('?')[0]} h1`, { state: 'attached' });
    }
    expect(await page.evaluate(() => 'wasHit' in globalThis)).toBe(false);
    expect(page.frames()).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.close();
  });
});

/** Opens a room and collects what must not be: requests to anybody else, dialogs, windows, errors. */
async function open(browser: Browser, address: string): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address.split('#')[0]!)) faults.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => faults.push(`window ${popup.url()}`));
  page.on('pageerror', (error) => faults.push(`error ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console ${message.text()}`);
  });
  await page.goto(address);
  await page.waitForSelector('main:not(.opening) h1', { state: 'attached' });
  return { page, faults };
}

/** A page of nobody. */
function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>evil</p>'));
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
