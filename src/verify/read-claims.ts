import { inflateRawSync } from 'node:zlib';
import type { Origin } from '../source/source.js';
import type { ClaimKind } from './verification.js';

/** One thing that an output says: which kind, of what, and what it says. */
export interface Claim {
  readonly kind: ClaimKind;
  /** A key, a source's name, a line's number. */
  readonly about: string;
  readonly value: unknown;
}

/** Forms whose claims are told apart; any other is compared line by line. */
export type ClaimForm = 'report' | 'thread-table' | 'findings' | 'page' | 'page-part' | 'lines';

/** Reads the claims of an output. @throws SyntaxError where it is no JSON that it should be */
export function readClaims(text: string, form: ClaimForm): readonly Claim[] {
  switch (form) {
    case 'report':
      return reportClaims(JSON.parse(text));
    case 'thread-table':
      return jsonLines(text).flatMap((row, number) => postClaims(row, number));
    case 'findings':
      return jsonLines(text).map(findingClaim);
    case 'page':
      return pageBlocks(text).flatMap(([id, json]) => blockClaims(id, JSON.parse(json)));
    case 'page-part': {
      const call = /^rethreadBlock\((\d+),([\s\S]*)\)\n$/.exec(text);
      if (call === null) throw new SyntaxError('no part of a page');
      const parts = JSON.parse(`[${call[2]}]`) as readonly unknown[];
      return parts.flatMap((part, at) => blockClaims(`block-${call[1]}${at ? '-texts' : ''}`, part));
    }
    case 'lines':
      return text.split('\n').map((value, number) => ({ kind: 'line', about: `line ${number + 1}`, value }));
  }
}

const jsonLines = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Members of an object; none of what is no object. */
const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function reportClaims(report: unknown): readonly Claim[] {
  const { sources, manifest, threads, findings, ...head } = membersOf(report);
  const claims: Claim[] = itemsOf(sources).map((value, number) => ({
    kind: 'source',
    about: nameOf(membersOf(value).name, number),
    value,
  }));
  claims.push(...manifestClaims(manifest));
  for (const [about, value] of Object.entries(head)) claims.push({ kind: 'record', about, value });
  for (const [number, thread] of itemsOf(threads).entries()) {
    const { posts, ...rest } = membersOf(thread);
    claims.push({ kind: 'record', about: `thread ${nameOf(rest.key, number)}`, value: { ...rest, place: number } });
    for (const [place, post] of itemsOf(posts).entries()) claims.push(...postClaims(post, place));
  }
  return [...claims, ...itemsOf(findings).map(findingClaim)];
}

/** The members of a manifest; its sources are held against the files themselves. */
function manifestClaims(manifest: unknown): readonly Claim[] {
  return Object.entries(membersOf(manifest)).map(([about, value]) => ({
    kind: 'manifest',
    about: `manifest ${about}`,
    value,
  }));
}

/** What a row of the thread table says: of the post, of its link, of the evidence for it. */
function postClaims(row: unknown, place: number): readonly Claim[] {
  const { parent, depth, link, ...post } = membersOf(row);
  const about = nameOf(post.key, place);
  const { evidence, ...rest } = membersOf(link);
  return [
    { kind: 'post', about, value: { ...post, place } },
    { kind: 'link', about, value: { parent, depth, link: link === null ? null : rest } },
    { kind: 'evidence', about, value: evidence },
  ];
}

const findingClaim = (finding: unknown, place: number): Claim => ({
  kind: 'finding',
  about: nameOf(membersOf(finding).key, place),
  value: { ...membersOf(finding), place },
});

const nameOf = (name: unknown, number: number): string => (typeof name === 'string' ? name : `number ${number}`);

/** The JSON blocks of a page by their ids. They hold no `<`, so the first one ends each. */
export function pageBlocks(text: string): readonly (readonly [id: string, json: string])[] {
  return [...text.matchAll(/<script type="application\/json" id="([\w-]+)">([^<]*)<\/script>/g)].map(
    ([, id, json]) => [id!, json!] as const,
  );
}

function blockClaims(id: string, written: unknown): readonly Claim[] {
  const value = typeof written === 'string' ? unpacked(written) : written;
  if (id === 'manifest') return manifestClaims(value);
  if (id.startsWith('block-'))
    return itemsOf(value).map((item, place) =>
      'severity' in membersOf(item)
        ? findingClaim(item, place)
        : { kind: 'post', about: `${id}, post ${place}`, value: item },
    );
  return Object.entries(membersOf(value)).map(([name, member]) => ({
    kind: 'record',
    about: `${id} ${name}`,
    value: member,
  }));
}

/** What a page packs: JSON, deflated, in Base64. @throws SyntaxError where it is none */
function unpacked(text: string): unknown {
  try {
    return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString('utf8'));
  } catch (error) {
    throw new SyntaxError(`nothing that was packed: ${(error as Error).message}`);
  }
}

/** Every place that an output names: bytes of a source. A page names sources by number; its places are compared with its claims. */
export function* placesIn(text: string, form: ClaimForm): Generator<Origin, void, undefined> {
  if (form !== 'report' && form !== 'thread-table' && form !== 'findings') return;
  let stack: unknown[];
  try {
    stack = readClaims(text, form).map(({ value }) => value);
  } catch {
    return;
  }
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { source, offset, length } = value as Partial<Origin>;
    if (typeof source === 'string' && typeof offset === 'number' && typeof length === 'number')
      yield { source, offset, length };
    for (const member of Object.values(value)) stack.push(member);
  }
}
