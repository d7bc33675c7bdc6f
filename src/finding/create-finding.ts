import type { z } from 'zod';
import { shortHash } from '../text/text-hash.js';
import type { DetailOf, FindingDeclaration } from './declare-finding.js';
import type { Finding } from './finding.js';

/** What one finding says; its kind is declared. */
type Told<Severity extends Finding['severity'], Detail> = Pick<Finding, 'summary' | 'posts' | 'origins'> & {
  readonly severity: Severity;
  readonly detail: Detail;
};

/** Makes a finding of a declared kind with a stable key: equal content gives an equal key on every run. */
export function createFinding<Severity extends Finding['severity'], Schema extends z.ZodType>(
  { kind }: FindingDeclaration<string, Severity, Schema>,
  told: Told<NoInfer<Severity>, DetailOf<FindingDeclaration<string, Severity, Schema>>>,
  discriminator = '',
): Finding {
  const identity = [kind, ...told.posts, discriminator || told.summary].join('\n');
  const summary = told.summary.replace(/\.\.$/, '.').replace(/^somebody\b/, 'Somebody');
  const key = `f${shortHash(identity, 0x811c9dc5)}${shortHash(identity, 0x2f0b4c47)}`;
  const detail = withoutRoom(told.detail);
  return { key, kind, ...told, summary, posts: told.posts.slice(), origins: told.origins.slice(), detail };
}

/** The same with copies of its lists: one that grew has room for sixteen more, and a finding stays until the end. */
function withoutRoom<Detail>(detail: Detail): Detail {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return detail;
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(detail)) copy[name] = Array.isArray(value) ? value.slice() : value;
  return copy as Detail;
}
