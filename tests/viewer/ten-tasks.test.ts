import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, inBrowser, sharedBrowser } from '../html-chromium.js';
import { sampleCase, writePage } from '../html-fixture.js';
import { mbox, reconstructFiles } from '../report-fixture.js';

/** Actions from the first screen within which a question must be answered. */
const MOST = 4;

describe.skipIf(chromiumPath() === null)('ten tasks of an investigator, from the first screen', inBrowser, () => {
  const browser = sharedBrowser();
  let page: Page;
  let address: string;
  let actions = 0;
  beforeAll(async () => {
    address = await writePage(await sampleCase(), { events: [{ date: '2019-05-14', label: 'Lantern Room' }] });
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on('pageerror', (error) => expect.unreachable(error.message));
    await page.goto(address);
  });

  const begin = async () => {
    actions = 0;
    await page.evaluate(() => {
      location.hash = '#/overview';
    });
    await page.waitForSelector('.overview');
  };
  const click = (target: Locator) => {
    actions++;
    return target.first().click();
  };
  const ask = async (query: string) => {
    actions++;
    await page.locator('#search').fill(query);
    await page.locator('#search').press('Enter');
  };
  const shows = async (selector: string, text: RegExp) => {
    await page.locator(selector).filter({ hasText: text }).first().waitFor();
    expect(actions).toBeLessThanOrEqual(MOST);
  };
  const task = (name: string, run: () => Promise<void>) =>
    it(name, async () => {
      await begin();
      await run();
    });

  task('when two people were first in contact, and when they fell silent', async () => {
    await click(
      page.locator('.pairs-list li', { hasText: 'Marian Holt' }).filter({ hasText: 'Dana Quill' }).locator('a.quiet'),
    );
    await shows('.contacts tr', /12 Nov 2018.*first contact/);
    await shows('.silence-row', /42 days of silence/);
  });

  task('what was said in the three days after a day', async () => {
    await ask('after:2019-05-15 before:2019-05-17');
    await shows('.hit', /Marian Holt.*Note of 14 May.*For myself, written the morning after/s);
  });

  task('who saw a text', async () => {
    await ask('"Hotel Amarant"');
    await shows('.facet', /Person.*Dana Quill/s);
    await click(page.locator('.hit').first());
    await shows('.card.current', /Hotel Amarant/);
  });

  task('what one custodian must still produce, as a table to hand on', async () => {
    await click(page.locator('.overview tr', { hasText: 'Holt' }).locator('a'));
    await shows('.request-page h1', /Request list: holt/i);
    const [rows, chip] = [page.locator('.requests tbody tr'), page.locator('.chip[aria-pressed="true"]')];
    // What is missing is read after the heading stands.
    await rows.nth(0).waitFor();
    expect(await rows.count()).toBe(Number((await chip.locator('.count').textContent())!));
    await click(rows.nth(0).locator('input'));
    await shows('.actions', /Save 1 ticked row as CSV/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      click(page.getByRole('button', { name: 'Save 1 ticked row as CSV' })),
    ]);
    expect(download.suggestedFilename()).toBe('requests.csv');
  });

  task('which sentence was changed, by whom, and who carried it on', async () => {
    await click(page.locator('.overview').getByRole('link', { name: 'Altered quotation' }));
    await shows('.heads', /Written by.*Marian Holt.*Quoted by.*Dana Quill/s);
    await shows('.passage', /a ceiling of.*4\.2.*million.*a ceiling of.*4\.6.*million/s);
    await shows('.passage', /I can.*not.*send you the scoring sheet.*I can send you/s);
    await shows('.entries', /Philip Tarrant, Wed 17 Apr 2019/);
  });

  task('in what the copies of a message differ', async () => {
    await click(page.locator('.tabs').getByRole('link', { name: 'Findings' }));
    await click(page.locator('.chip', { hasText: 'Copies differ' }));
    await click(page.locator('.finding-row', { hasText: 'Last evening' }));
    await shows('.difference', /Bcc.*Copy 1.*nothing.*Copy 2.*Marian H/s);
  });

  task('what nobody produced but quotations keep, and where they stand', async () => {
    await click(page.locator('.figure.recovered a'));
    await click(page.locator('.hit', { hasText: 'Aldous Finch' }));
    await shows('.card.current .badge', /recovered from \d quotations?/);
    await click(page.locator('.card.current').getByRole('button', { name: /Known from/ }));
    await shows('.card.current .provenance', /bytes [\d,]+/);
  });

  task('what a key of the command line is', async () => {
    await ask('t-q65rmovy');
    await shows('.thread-head', /thread t-q65rmovy/);
    await ask('f0sxmand');
    await shows('h1', /Altered quotation/);
  });

  task('what one person had to do with a matter in one year', async () => {
    await ask('quay');
    await click(page.locator('.facet button', { hasText: 'Dana Quill' }));
    await page.waitForFunction(() => location.hash.includes('person'));
    await click(page.locator('.facet button', { hasText: '2019' }));
    await page.waitForFunction(() => location.hash.includes('after%3A2019'));
    await page.waitForFunction(
      () =>
        document.querySelectorAll('.hit').length > 0 &&
        !document.querySelector('.list-head')?.textContent?.includes('…'),
    );
    const asked = Number.parseInt((await page.locator('.list-head').textContent())!, 10);
    await shows('.facet button[aria-pressed="true"]', new RegExp(`Dana Quill\\s*${asked}$`));
  });

  task('how two messages differ, side by side', async () => {
    await ask('subject:"budget figure"');
    await click(page.locator('.hit', { hasText: 'FW: Quay 4 - budget figure' }));
    await page.waitForSelector('.card.current');
    const cards = page.locator('.card');
    await click(cards.nth(0).getByRole('button', { name: 'Compare' }));
    await click(cards.nth(1).getByRole('link', { name: /^Compare with/ }));
    await page.waitForSelector('.compare .side-text');
    expect(await page.locator('.compare .change').count()).toBeGreaterThan(0);
    expect(actions).toBeLessThanOrEqual(MOST);
  });

  it('joins two who may be one person by a click, counts them as one, and takes them apart by another', async () => {
    const namesakes = await reconstructFiles({
      'a.mbox': mbox([
        { id: 'a@x', from: 'Ada Moor <ada@moor.example>', to: 'Bo Stern <bo@stern.example>', subject: 'One' },
        { id: 'b@x', from: 'Ada Moor <ada.moor@mill.example>', to: 'Bo Stern <bo@stern.example>', subject: 'Two' },
      ]),
    });
    await page.goto(`${await writePage(namesakes)}#/people`);
    const row = page.locator('.person-row', { hasText: 'Ada Moor' });
    await row.nth(1).waitFor();
    await page.getByRole('button', { name: 'Join' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.person-row').length === 2);
    expect(await row.textContent()).toContain('2 sent');
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.nth(1).waitFor();
    await page.goto('about:blank');
  });

  it('sets two quotations of a message that nobody produced beside each other, and takes neither for the original', async () => {
    const body = (sum: string) =>
      [
        'On Tue, 1 Mar 2016 at 10:00, Ada Moor <ada@moor.example> wrote:',
        '> The board met on Thursday and agreed to pay',
        `> ${sum} million for the quay. I have asked Marta to send the`,
        '> scoring sheet before the hearing. The barge leaves from the',
        '> north pier, as it always did.',
        '',
        `Seen: ${sum === '4.2' ? 'by me' : 'by all of us here'}.`,
      ].join('\n');
    const quoting = (id: string, from: string, sum: string) => ({
      ...{ id, from, to: 'Ada Moor <ada@moor.example>', subject: 'Re: Quay', answers: 'gone@x', body: body(sum) },
      date: `Wed, ${id === 'a@x' ? 2 : 3} Mar 2016 12:00:00 +0000`,
    });
    const quotations = await reconstructFiles({
      'a.mbox': mbox([
        quoting('a@x', 'Bo Lind <bo@lind.example>', '4.2'),
        quoting('b@x', 'Cy Roth <cy@roth.example>', '4.6'),
      ]),
    });
    await page.goto(`${await writePage(quotations)}#/findings`);
    await page.locator('.finding-row', { hasText: 'Altered quotation' }).click();
    await page.waitForSelector('.passage');
    expect(await page.locator('.heads').textContent()).toMatch(/Quoted otherwise by\s*Bo Lind.*Quoted by\s*Cy Roth/s);
    expect(await page.locator('.page').textContent()).toMatch(/Both quote Ada Moor.*was not produced/);
    expect(await page.locator('.passage del').allTextContents()).toEqual(['4.2']);
    expect(await page.locator('.passage ins').allTextContents()).toEqual(['4.6']);
    expect(await page.locator('.changes th').allTextContents()).not.toContain('In the original');
    await page.locator('.heads a', { hasText: 'Cy Roth' }).click();
    const change = page.locator('.card.current .change');
    await change.waitFor();
    expect(await change.textContent()).toContain('in another quotation: 4.2');
    await page.goto('about:blank');
  });

  it('marks in the tree the short post that the keys have reached, wherever on the screen it stands', async () => {
    const short = await reconstructFiles({
      'short.mbox': mbox(
        Array.from({ length: 14 }, (_, number) => ({
          id: `${number}@x`,
          ...(number ? { answers: `${number - 1}@x` } : {}),
          date: new Date(Date.UTC(2016, 2, 1 + number)).toUTCString(),
          body: `Answer number ${number}.`,
        })),
      ),
    });
    await page.goto(`${await writePage(short)}#/threads`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.card');
    for (let number = 0; number < 11; number++) await page.keyboard.press('j');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    const marked = await page.locator('.tree a').evaluateAll((lines) => lines.findIndex((line) => line.ariaCurrent));
    expect(marked).toBe(10);
    await page.goto('about:blank');
  });

  it('reads a deep thread: names and dates whole, the post that is read marked in the tree, branches folded', async () => {
    const deep = await reconstructFiles({
      'deep.mbox': mbox(
        Array.from({ length: 24 }, (_, number) => ({
          id: `${number}@x`,
          ...(number ? { answers: `${number - 1}@x` } : {}),
          from: `Wilhelmina Featherstonehaugh <w${number % 3}@x.example>`,
          date: new Date(Date.UTC(2016, 2, 1 + number)).toUTCString(),
          subject: number ? 'Re: Deep' : 'Deep',
          body: `Answer number ${number}.\n\n${'A line of it.\n'.repeat(30)}`,
        })),
      ),
    });
    await page.goto(`${await writePage(deep)}#/threads`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.card');
    const clipped = await page
      .locator('.tree-day')
      .evaluateAll((days) => days.filter((day) => day.scrollWidth > day.clientWidth + 1).length);
    expect(clipped).toBe(0);
    expect(await page.locator('.tree-day').nth(20).textContent()).toMatch(/21 Mar 2016.*level 21/);
    const marked = () => page.locator('.tree a').evaluateAll((lines) => lines.findIndex((line) => line.ariaCurrent));
    for (let number = 0; number < 3; number++) await page.keyboard.press('j');
    expect(await marked()).toBe(2);
    await page.locator('.thread').evaluate((thread) => thread.scrollTo(0, thread.scrollHeight));
    await page.waitForFunction(() => {
      const lines = [...document.querySelectorAll('.tree a')];
      const at = lines.findIndex((line) => line.ariaCurrent);
      const tree = document.querySelector('.tree')!.getBoundingClientRect();
      const line = lines[at]?.getBoundingClientRect();
      return at > 15 && line && line.top >= tree.top && line.bottom <= tree.bottom;
    });
    await page.locator('.tree-fold').first().click();
    await page.waitForFunction(() => document.querySelectorAll('.tree a').length === 2);
    expect(await page.locator('.card').count()).toBe(2);
    await page.getByRole('button', { name: 'Show 22 posts below it' }).click();
    expect(await page.locator('.card').count()).toBe(24);
    await page.goto('about:blank');
  });
});
