import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Message } from '../../message/message.js';

/** What the stores of the copies say of it beside its header, each thing once: `Categories: Plans`. */
export function storedFields({ copies }: ProducedPost): readonly (readonly [string, string])[] {
  const fields = new Map<string, readonly [string, string]>();
  for (const { facts = [], custodian } of copies)
    for (const { name, value } of facts) {
      const whose = custodian === null || copies.length === 1 ? '' : ` (copy of ${custodian})`;
      const label = name.charAt(0).toUpperCase() + name.slice(1);
      fields.set(`${name} ${value}${whose}`, [label, `${value}${whose}`]);
    }
  return [...fields.values()];
}

/** Where the mailbox keeps a copy: its folder, by the source and by the load file, and each of its labels and categories. */
export function placesOf({
  folder,
  production,
  facts = [],
}: Pick<Message, 'folder' | 'production' | 'facts'>): readonly (string | null | undefined)[] {
  const labels = facts.filter(({ name }) => name === 'labels' || name === 'categories');
  return [folder, production?.folder, ...labels.flatMap(({ value }) => value.split('; '))];
}
