import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readEntry } from '../case/review.js';
import { embedJson } from '../report/page/embed-json.js';
import { viewerPage } from '../report/page/html-report.js';
import type { ViewerBundle } from '../report/page/viewer-bundle.js';
import type { CaseAnswers } from './case-answers.js';
import type { ReviewKeeper } from './review-keeper.js';

/** How far reading is, while there is nothing to answer from yet. */
export interface RoomProgress {
  /** What is done: `reading`, `threading`. */
  readonly what: string;
  /** 0 to 1; null where it cannot be told. */
  readonly part: number | null;
  readonly messages: number;
}

/** Builds the case anew by what reviewers decided. */
export interface Relinking {
  /** Begins it, unless it runs already. */
  start(): void;
  state(): {
    readonly isRunning: boolean;
    /** Why the last one came to nothing. */
    readonly failure: string | null;
    /** Keys of posts, and ids of people, that something was decided about which counts in no thread yet. */
    readonly pending: readonly string[];
  };
}

/** What is served. */
export interface RoomOptions {
  readonly title: string;
  readonly viewer: ViewerBundle;
  /** Name that decisions bear unless the reviewer gives another. */
  readonly author: string;
  /** The command that links the case anew by what was decided; null where there is no case to build. */
  readonly buildLine: string | null;
  /** The answers, or how far they are. */
  answers(): CaseAnswers | RoomProgress;
  readonly review: ReviewKeeper;
  /** Null where there is no case to build. */
  relinking(): Relinking | null;
  /** How far a program is that builds the case anew or adds to it; null where none does. */
  growing(): RoomProgress | null;
  /** When an entry came, ISO 8601. */
  now(): string;
}

/** A server that runs. */
export interface RunningRoom {
  /** `http://127.0.0.1:53921/SECRET/` */
  readonly address: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Findings that are asked for at once. */
const MOST_ASKED = 500;
/** Bytes that a decision, or several at once, may have. */
const LONGEST = 100_000;

/**
 * Serves a case to browsers of this computer: on the loopback address, below a path that nobody can guess.
 *
 * A page of another origin can neither read nor change anything: it does not know the path; Host and Origin must be those of this server
 * (which a name that is bound to 127.0.0.1 is not); what changes something must come as JSON from the page itself; nothing allows other
 * origins (no CORS header); nothing is kept in a cache.
 */
export async function serveRoom(options: RoomOptions): Promise<RunningRoom> {
  const secret = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    answer(request, { ...options, secret, origin: `http://${HOST}:${port}` })
      .catch((error: Error) => plain(500, error.message))
      .then((reply) => send(response, reply));
  });
  // A browser that went away must not hold a connection for ever.
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${HOST}:${port}/${secret}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Served extends RoomOptions {
  readonly secret: string;
  readonly origin: string;
}

/** What goes back. */
interface Reply {
  readonly status: number;
  readonly type: string;
  readonly content: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const plain = (status: number, content: string): Reply => ({ status, type: 'text/plain', content });
const json = (content: string, status = 200): Reply => ({ status, type: 'application/json', content });
const bytes = (content: Uint8Array | null): Reply =>
  content === null ? NOTHING_HERE : { status: 200, type: 'application/octet-stream', content };
const NOT_FROM_HERE = plain(403, 'Not from here.');
const NOTHING_HERE = plain(404, 'Nothing here.');

async function answer(request: IncomingMessage, room: Served): Promise<Reply> {
  const { host, origin } = request.headers;
  if (`http://${host}` !== room.origin || (origin !== undefined && origin !== room.origin)) return NOT_FROM_HERE;
  const [path = '', search = ''] = (request.url ?? '').split('?', 2);
  const [, secret = '', ...rest] = path.split('/');
  if (!isSame(secret, room.secret) || rest.length === 0) return NOTHING_HERE;
  const asked = rest.join('/');
  const site = request.headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin';
  if (asked === '') {
    // An address that is opened from elsewhere shows the page; it is never part of another page.
    const isPage = isOwn || request.headers['sec-fetch-dest'] === 'document';
    if (!isPage || !isReading(request)) return NOT_FROM_HERE;
    const headers = { 'Content-Security-Policy': policyOf(room.viewer) };
    return { status: 200, type: 'text/html', content: pageOf(room), headers };
  }
  if (!isOwn) return NOT_FROM_HERE;
  if (asked === 'review' && request.method === 'POST') return addEntry(request, room);
  if (asked === 'relink' && request.method === 'POST') {
    if (!isFromPage(request, room)) return NOT_FROM_HERE;
    request.resume();
    room.relinking()?.start();
    return json('{}');
  }
  if (!isReading(request)) return plain(405, 'Only read.');
  return read(asked, new URLSearchParams(search), room);
}

const isReading = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

function isSame(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function read(asked: string, search: URLSearchParams, room: Served): Reply {
  if (asked === 'review') {
    const generation = room.review.generation();
    const after = search.get('of') === generation ? Number(search.get('after')) || 0 : 0;
    const relinking = room.relinking()?.state() ?? null;
    return json(JSON.stringify({ generation, growing: room.growing(), relinking, ...room.review.read(after) }));
  }
  const answers = room.answers();
  if (!('version' in answers)) return json(JSON.stringify(answers), 503);
  if (asked === 'version') return json(JSON.stringify({ version: answers.version }));
  // A page that was opened before the case grew counts posts otherwise.
  if (search.get('version') !== answers.version) return json('null', 409);
  if (asked === 'first') return json(answers.first);
  if (asked === 'index' || asked === 'people') {
    return bytes(answers.part(asked));
  }
  if (asked.startsWith('column/')) return bytes(answers.column(asked.slice('column/'.length)));
  if (asked === 'findings') {
    const numbers = (search.get('of') ?? '').split(' ').map(Number).filter(Number.isSafeInteger);
    return numbers.length > MOST_ASKED ? plain(413, 'Too many at once.') : json(answers.findings(numbers));
  }
  if (asked === 'word') {
    const field = search.get('subject') === '1' ? 'subject' : null;
    return bytes(answers.word({ text: search.get('text') ?? '', phrase: search.get('phrase') === '1', field }));
  }
  const block = /^block\/(\d{1,9})$/.exec(asked);
  const found = block && answers.block(Number(block[1]));
  return found ? json(found) : NOTHING_HERE;
}

async function addEntry(request: IncomingMessage, room: Served): Promise<Reply> {
  if (!isFromPage(request, room)) return NOT_FROM_HERE;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST) return plain(413, 'Too long for a decision.');
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return plain(400, 'No JSON.');
  }
  const entries = entriesOf(value).map(readEntry);
  const known = entries.filter((entry) => entry !== null);
  if (!known.length || known.length < entries.length) return plain(400, 'No decision.');
  const time = room.now();
  room.review.add(known.map((entry) => ({ ...entry, time })));
  return json('{}');
}

/** What changes something comes as JSON from the page itself: no form of another page can send that. */
function isFromPage({ headers }: IncomingMessage, { origin }: Served): boolean {
  return headers.origin === origin && /^application\/json\b/i.test(headers['content-type'] ?? '');
}

/** `{entries: [...]}`, or one. */
function entriesOf(value: unknown): readonly unknown[] {
  const { entries } = (value ?? {}) as { readonly entries?: unknown };
  return Array.isArray(entries) ? entries : [value];
}

function pageOf({ title, viewer, author, review, buildLine }: Served): string {
  const room = embedJson({ author, lasts: review.lasts, buildLine });
  return viewerPage(title, viewer, { policies: [], blocks: [['room', room]] });
}

/** Our own script and style, by their hashes, and requests to this server; nothing else. */
const policyOf = ({ scriptHash, styleHash }: ViewerBundle): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `style-src 'sha256-${styleHash}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types rethread',
  ].join('; ');

function send(response: ServerResponse, { status, type, content, headers }: Reply): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(status === 413 ? { Connection: 'close' } : {}),
    ...headers,
  });
  response.end(content);
}
