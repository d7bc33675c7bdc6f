import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEntry, readReview } from '../../src/case/review.js';
import { unpackNumbers } from '../../src/report/page/packed-numbers.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';

const main = resolve('dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'rethread-room-'));
const built = join(folder, 'built.case');
const running: ChildProcess[] = [];

/** Starts `rethread open`; gives its address and process. */
async function openRoom(path: string, ...args: readonly string[]) {
  const program = spawn(process.execPath, [main, 'open', path, '--no-browser', '-q', ...args]);
  running.push(program);
  const [line] = (await once(program.stdout!, 'data')) as [Buffer];
  return { address: new URL(line.toString().trim()), program };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Asks by hand, so that every header can be forged. */
function ask(
  address: URL,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(
      { host: address.hostname, port: address.port, path, method, headers: { Host: address.host, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done({
            status: response.statusCode!,
            bytes: Buffer.concat(chunks),
            text: Buffer.concat(chunks).toString(),
            headers: response.headers,
          }),
        );
      },
    );
    asked.on('error', fail);
    asked.end(body);
  });
}

const entry = (number: number, author = 'Ann') => ({
  id: `${author}-${number}`,
  kind: 'note',
  post: 'xa4fjn5rlpyiupmw24zp',
  author,
  reason: `note ${number}`,
});

const add = (address: URL, value: unknown, headers: Record<string, string> = {}) =>
  ask(address, `${address.pathname}review`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: address.origin, ...headers },
    body: JSON.stringify(value),
  });

const kept = (path: string) => {
  const database = openDatabase(path, { readOnly: true });
  const { entries } = readReview(database);
  database.close();
  return entries;
};

function newCase(name: string): string {
  const path = join(folder, name);
  copyFileSync(built, path);
  return path;
}

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [main, 'build', 'samples/case', '-o', built], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});
afterAll(() => {
  for (const program of running) program.kill();
});

describe('who may ask a reading room', () => {
  let room: URL;
  let path: string;
  beforeAll(async () => {
    path = newCase('asked.case');
    room = (await openRoom(path)).address;
  });

  it('listens on the loopback address alone, below a path that cannot be guessed', () => {
    expect(room.hostname).toBe('127.0.0.1');
    expect(room.pathname).toMatch(/^\/[\w-]{32}\/$/);
  });

  it.each(['/', '/index', '/x/', '/x/index?version=1', '/x/column/posts.key?version=1', '/review', '/%2e%2e/'])(
    'gives nothing for %s',
    async (path) => {
      expect((await ask(room, path)).status).toBe(404);
      expect((await ask(room, `${room.pathname.slice(0, -2)}/index`)).status).toBe(404);
    },
  );

  it.each([
    ['a name that leads here', { Host: 'evil.example:80' }],
    ['the same port under another name', { Host: 'localhost' }],
    ['another origin', { Origin: 'http://evil.example' }],
    ['a page from disk', { Origin: 'null' }],
    ['an element of another site', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'script' }],
    ['a frame of another site', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'iframe' }],
    ['another port of this computer', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'empty' }],
  ])('answers nothing to %s', async (_, headers) => {
    for (const place of ['', 'version', 'review', 'index?version=1'])
      expect((await ask(room, `${room.pathname}${place}`, { headers })).status).toBe(403);
  });

  it.each([
    ['without an origin', { Origin: '' }],
    ['from another origin', { Origin: 'http://evil.example' }],
    ['from another port', { Origin: 'http://127.0.0.1:1' }],
    ['as a form sends it', { 'Content-Type': 'text/plain' }],
    ['as a form sends it, with a file', { 'Content-Type': 'multipart/form-data; boundary=application/json' }],
  ])('takes no decision %s', async (_, headers) => {
    expect((await add(room, entry(1), headers)).status).toBe(403);
    expect(kept(path)).toEqual([]);
  });

  it.each([
    ['PUT', 405],
    ['DELETE', 405],
    ['OPTIONS', 405],
  ])('does not %s', async (method, status) => {
    const answer = await ask(room, `${room.pathname}review`, { method, headers: { Origin: room.origin } });
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('refuses what is no decision, and what is too long', async () => {
    expect((await add(room, { ...entry(1), kind: 'erase' })).status).toBe(400);
    expect((await add(room, [entry(1)])).status).toBe(400);
    expect((await add(room, { ...entry(1), reason: 'x'.repeat(200_000) })).status).toBe(413);
    expect(kept(path)).toEqual([]);
  });

  it('lets nothing be kept, framed, sniffed or run but its own script', async () => {
    const page = await ask(room, room.pathname);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|http:|\*/);
    expect(page.text).not.toContain(room.pathname);
  });
});

describe('what reviewers decide', () => {
  it('is on the disk when it is answered: a killed server loses nothing', async () => {
    const path = newCase('killed.case');
    const { address, program } = await openRoom(path);
    for (let number = 0; number < 20; number++) expect((await add(address, entry(number))).status).toBe(200);
    const last = add(address, entry(20)).catch(() => null);
    program.kill('SIGKILL');
    const isKept = (await last)?.status === 200;
    const reasons = kept(path).map(({ reason }) => reason);
    for (let number = 0; number < (isKept ? 21 : 20); number++) expect(reasons).toContain(`note ${number}`);
    expect(kept(path)[0]).toMatchObject({ author: 'Ann', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('of two rooms on one case at once is all kept, and each sees the other', async () => {
    const path = newCase('two.case');
    const [one, other] = await Promise.all([openRoom(path), openRoom(path)]);
    const numbers = Array.from({ length: 8 }, (_, number) => number);
    const answers = await Promise.all(
      numbers.flatMap((number) => [
        add(one.address, entry(number, 'Ann')),
        add(other.address, entry(number, 'Ben')),
        add(other.address, entry(number, 'Ben')),
      ]),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    for (const { address } of [one, other]) {
      const { entries } = JSON.parse((await ask(address, `${address.pathname}review`)).text);
      expect(new Set(entries.map(({ id }: { id: string }) => id)).size).toBe(16);
      expect(entries).toHaveLength(16);
    }
  });

  it('stays when the case grows meanwhile, and is answered from the grown case', async () => {
    const path = newCase('grown.case');
    const { address } = await openRoom(path);
    const version = async () => JSON.parse((await ask(address, `${address.pathname}version`)).text).version;
    const before = await version();
    expect((await ask(address, `${address.pathname}index?version=${before}`)).status).toBe(200);
    let sent = 0;
    let isGrowing = true;
    const program = spawn(process.execPath, [main, 'add', path, '--remove', 'samples/case/printed-chain.txt', '-q']);
    let said = '';
    program.stderr.on('data', (text: Buffer) => {
      said += text;
    });
    program.on('exit', () => {
      isGrowing = false;
    });
    while (isGrowing || sent < 5) expect(await add(address, entry(sent++))).toMatchObject({ status: 200, text: '{}' });
    expect([program.exitCode, said]).toEqual([0, '']);
    expect(new Set(kept(path).map(({ id }) => id)).size).toBe(sent);
    expect(await version()).not.toBe(before);
    expect((await ask(address, `${address.pathname}index?version=${before}`)).status).toBe(409);
  });

  it('links the case anew on demand, and says until then what counts in no thread', async () => {
    const path = newCase('relinked.case');
    const { address } = await openRoom(path);
    const review = async () => JSON.parse((await ask(address, `${address.pathname}review`)).text);
    const relink = (headers: Record<string, string>) =>
      ask(address, `${address.pathname}relink`, { method: 'POST', headers, body: '{}' });
    expect((await review()).relinking).toEqual({ isRunning: false, failure: null, pending: [] });
    const database = openDatabase(path, { readOnly: true });
    const child = database.prepare('SELECT post.key AS key FROM link JOIN post ON post.number = child').get()!.key;
    database.close();
    await add(address, { id: 'split', kind: 'split', post: child, author: 'Ann', reason: 'another matter' });
    const { generation, relinking } = await review();
    expect(relinking).toEqual({ isRunning: false, failure: null, pending: [child] });
    // Another origin, and no JSON, start nothing.
    const json = { 'Content-Type': 'application/json' };
    for (const headers of [{ ...json, Origin: 'http://127.0.0.1:1' }, { Origin: address.origin }])
      expect((await relink(headers)).status).toBe(403);
    expect((await review()).relinking.isRunning).toBe(false);
    expect((await relink({ ...json, Origin: address.origin })).status).toBe(200);
    let now = await review();
    while (now.generation === generation && now.relinking.failure === null) now = await review();
    expect(now.relinking).toMatchObject({ failure: null, pending: [] });
    const linked = openDatabase(path, { readOnly: true });
    const links = linked
      .prepare('SELECT 1 FROM link JOIN post ON post.number = child WHERE key = ?')
      .all(child as string);
    linked.close();
    expect(links).toEqual([]);
    expect(kept(path).map(({ id }) => id)).toEqual(['split']);
  });

  it.each([
    [null],
    [{}],
    [{ ...entry(1), reason: '' }],
    [{ ...entry(1), author: 7 }],
    [{ ...entry(1), kind: 'join' }],
    [{ ...entry(1), kind: 'date', date: 'soon' }],
    [{ ...entry(1), reason: '\ud800' }],
    [{ ...entry(1), post: 'x'.repeat(1001) }],
  ])('is no decision if it is %j', (value) => {
    expect(readEntry(value)).toBeNull();
  });

  it('keeps no field that a decision does not have', () => {
    expect(readEntry({ ...entry(1), time: '1999', __proto__: { parent: 'x' }, more: 1 })).toEqual(entry(1));
  });
});

it('ends with the terminal, and by Ctrl-C, as done', async () => {
  for (const signal of ['SIGINT', 'SIGHUP'] as const) {
    const { program } = await openRoom(built);
    program.kill(signal);
    expect((await once(program, 'exit'))[0]).toBe(0);
  }
});

it('reads a dump while it serves, and says what is no case before it serves', async () => {
  const { address } = await openRoom('samples/case');
  let status = 503;
  while (status === 503) ({ status } = await ask(address, `${address.pathname}version`));
  expect(status).toBe(200);
  const answer = async (what: string) => (await ask(address, `${address.pathname}${what}version=memory`)).bytes;
  const index = JSON.parse(inflateRawSync(await answer('index?')).toString());
  expect(index.custodians).toEqual([]);
  const keys = unpackNumbers(await answer('column/posts.key.ends?'));
  expect(keys.length).toBeGreaterThan(100);
  const word = await answer('word?text=lantern&');
  const [posts, scores] = [word.subarray(0, word.length / 2), word.subarray(word.length / 2)].map((half) =>
    Uint8Array.from(half),
  );
  const subject = await answer('word?text=lantern&subject=1&');
  expect([word.length / 8 > 3, subject.length > 0, subject.length < word.length]).toEqual([true, true, true]);
  expect(new Int32Array(posts!.buffer).every((post) => post >= 0 && post < keys.length)).toBe(true);
  // A word that stands everywhere tells nothing, and is there all the same.
  expect(new Float32Array(scores!.buffer).every((score) => score > 0)).toBe(true);
  const none = spawnSync(process.execPath, [main, 'open', join(folder, 'none'), '--no-browser'], { encoding: 'utf8' });
  expect([none.status, none.stdout.startsWith('http')]).toEqual([3, expect.anything()]);
});
