import type { Finding } from './finding.js';

/** Makes a finding with a stable key: equal content gives an equal key on every run. */
export function createFinding(finding: Omit<Finding, 'key'>, discriminator = ''): Finding {
  const identity = [finding.kind, ...finding.posts, discriminator || finding.summary].join('\n');
  const summary = finding.summary.replace(/\.\.$/, '.');
  return { key: `f${hash(identity, 0x811c9dc5)}${hash(identity, 0x2f0b4c47)}`, ...finding, summary };
}

/** FNV-1a over UTF-16 units with a final mix: 7 characters of base 36. */
function hash(text: string, seed: number): string {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0).toString(36).padStart(7, '0');
}
