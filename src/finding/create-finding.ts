import type { z } from 'zod';
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
  const summary = told.summary.replace(/\.\.$/, '.');
  return { key: `f${hash(identity, 0x811c9dc5)}${hash(identity, 0x2f0b4c47)}`, kind, ...told, summary };
}

/** FNV-1a over UTF-16 units with a final mix: 7 characters of base 36. */
function hash(text: string, seed: number): string {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0).toString(36).padStart(7, '0');
}
