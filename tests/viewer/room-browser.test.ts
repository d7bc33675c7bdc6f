import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, inBrowser, sharedBrowser } from '../html-chromium.js';
import { roomsOfTests } from './room-fixture.js';

const INPUTS = [
  { path: 'samples/case/holt.mbox', custodian: 'Holt' },
  { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
  { path: 'samples/case/quill', custodian: 'Quill' },
];
describe.skipIf(chromiumPath() === null)('the reading room in Chromium', inBrowser, () => {
  const browser = sharedBrowser();
  const rooms = roomsOfTests();
  let quay: string;
  beforeAll(async () => {
    quay = (await rooms.build(INPUTS)).path;
  });
  /** A case of one's own: what is decided there is seen by nobody else. */
  const copyOfCase = () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'rethread-room-')), 'a.case');
    copyFileSync(quay, copy);
    return copy;
  };

  it('answers what is searched with a line a post, the words marked, and goes to the post', async () => {
    const { address, review } = await rooms.serve(copyOfCase(), 'Ann');
    const { page, faults } = await browser.open(address);
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
    const both = copyOfCase();
    const [one, other] = await Promise.all([rooms.serve(both, 'Ann'), rooms.serve(both, 'Ben')]);
    const [ann, ben] = await Promise.all([browser.open(one.address), browser.open(other.address)]);
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
    const { address, review } = await rooms.serve(copyOfCase(), 'Cas');
    const { page } = await browser.open(address);
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
    const { address, review } = await rooms.serve(copyOfCase(), 'Ann');
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
      // The frame tells as well that it was refused.
      await new Promise((told) => {
        frame.addEventListener('load', told);
        form.submit();
      });
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
});

/** A page of nobody. */
function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>evil</p>'));
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
