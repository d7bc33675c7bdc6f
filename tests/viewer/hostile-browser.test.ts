import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { hostileMbox, VECTORS } from '../hostile-fixture.js';
import { chromiumPath, inBrowser, sharedBrowser } from '../html-chromium.js';
import { LIST_VIEWS, writePage } from '../html-fixture.js';
import { folderOf } from '../report-fixture.js';
import { roomsOfTests } from './room-fixture.js';

describe.skipIf(chromiumPath() === null)('500 hostile messages in Chromium', inBrowser, () => {
  const browser = sharedBrowser();
  const rooms = roomsOfTests();
  let reconstruction: Reconstruction;
  let path: string;
  beforeAll(async () => {
    const inputs = [{ path: folderOf({ 'hostile.mbox': hostileMbox() }) }];
    ({ reconstruction, path } = await rooms.build(inputs));
    const produced = reconstruction.posts.filter(({ kind }) => kind === 'produced');
    expect(produced.length).toBeGreaterThanOrEqual(500);
  });

  it('run nothing and fetch nothing in the report', async () => {
    const address = await writePage(reconstruction, {
      title: VECTORS[0]!,
      events: [{ date: '2016-03-01', label: VECTORS[9]! }],
    });
    const { page, done } = await browser.open(address);
    await readAll(page, [...LIST_VIEWS, 'threads?q=lantern', 'threads?q=hit']);
    await done();
  });

  it('run nothing and ask nobody else for anything in the reading room', async () => {
    const { address } = await rooms.serve(path, 'Ann');
    const { page, done } = await browser.open(address);
    await readAll(page, ['threads?q=hit', 'people', 'findings', 'overview']);
    await done();
  });

  /** Opens every thread and every view as a reader would; nothing that stands there runs, and no hidden character is left. */
  async function readAll(page: Page, views: readonly string[]): Promise<void> {
    await page.waitForSelector('.figures');
    await page.evaluate(() => {
      Object.assign(globalThis, { hit: () => Object.assign(globalThis, { wasHit: true }) });
    });
    const keys = reconstruction.threads.map(({ key }) => key);
    const { cards, texts } = await page.evaluate(async (asked) => {
      const until = async (isThere: () => boolean) => {
        for (let tries = 0; tries < 6000 && !isThere(); tries++) await new Promise((next) => setTimeout(next, 5));
      };
      let cards = 0;
      const texts: string[] = [];
      for (const key of asked) {
        location.hash = `#/thread/${encodeURIComponent(key)}`;
        await until(
          () => document.querySelector('.key')?.textContent === `thread ${key}` && !!document.querySelector('.card'),
        );
        const drawn = document.querySelectorAll('.card').length;
        const more = document.querySelector<HTMLElement>('.more');
        more?.click();
        if (more) await until(() => document.querySelectorAll('.card').length > drawn);
        cards += document.querySelectorAll('.card').length;
        texts.push(document.getElementById('app')!.textContent);
      }
      return { cards, texts };
    }, keys);
    expect(cards).toBe(reconstruction.posts.length);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the rule
    const hidden = /[\u0000-\u0008\u000b-\u001f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;
    expect(texts.filter((text) => hidden.test(text))).toEqual([]);
    for (const view of views) {
      await page.evaluate((name) => {
        location.hash = `#/${name}`;
      }, view);
      await page.waitForSelector(`main.view-${view.split(/[/?]/)[0]} h1`, { state: 'attached' });
    }
    expect(await page.evaluate(() => 'wasHit' in globalThis)).toBe(false);
    expect(page.frames()).toHaveLength(1);
  }
});
