import type { FeatureIndex } from '../feature/feature-index.js';
import type { Features } from '../feature/features.js';
import { LINK_TAG, listRelatedIds } from './related-ids.js';

/** The posts whose ids the child's own id was made from, or its Link tags name, with the relation (index in ID_RELATIONS). */
export function findRelated(featureIndex: FeatureIndex, child: Features, self: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const add = (id: string, relation: number) => {
    const post = featureIndex.byMessageId.get(id);
    if (post !== undefined && post !== self && !found.has(post)) found.set(post, relation);
  };
  for (const { id, relation } of listRelatedIds(child.messageId)) add(id, relation);
  if (!child.subject.reply) for (const id of child.linkTags) add(id, LINK_TAG);
  return found;
}
