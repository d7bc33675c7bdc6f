import type { CandidateSet } from '../candidate/read-candidate-set.js';
import type { AttachmentFeatures } from '../feature/attachment-features.js';
import { markOf, SUBJECT_MARKS } from '../feature/subject-mark.js';
import { declareFixed } from '../weights/observation.js';
import type { ContentEvidence } from './content-evidence.js';

const RELATIONS = ['same content', 'same name and size', 'another has it', 'other content'] as const;
type Relation = (typeof RELATIONS)[number] | 'none';

/**
 * Replies of openbmc 2019-2020 and linux-man 2019-2022 by their headers, 8,240 parents against 23,770 other messages of the
 * subject within 30 days, half a message added to each: the same content 15 to 10 (ratio 4.3), both with other content 3 to 11
 * (0.9, with 9 of an equal name 0.4). Forwards that carry files on are too few there (1 of 46): their weights are set by what mail
 * programs do, which is to carry on all files, and kept low.
 */
const CARRIED = declareFixed(
  'attachment',
  'carried on',
  [RELATIONS, SUBJECT_MARKS],
  [1, 1.4, 2, 0.5, 0.7, 1, -0.5, -0.5, -1, 0, -0.1, -0.5],
);

/**
 * The child carries on a file that is attached to the candidate, as forwards do: the same content, or at least the same name and
 * size. If another candidate has the file, that speaks against this one. Says nothing where either has no file.
 */
export const attachmentEvidence: ContentEvidence = {
  kind: 'attachment',
  tables: [CARRIED],
  observe(candidateSet, index, out) {
    if (candidateSet.child.attachments.length === 0) return;
    const relation = relate(candidateSet, index);
    if (relation !== 'none')
      out.push(CARRIED, RELATIONS.indexOf(relation) * SUBJECT_MARKS.length + markOf(candidateSet));
  },
  describe(candidateSet, index) {
    switch (relate(candidateSet, index)) {
      case 'same content':
        return 'both have the same file attached';
      case 'same name and size':
        return 'both have a file of that name and size attached';
      case 'another has it':
        return 'the file attached to it is attached to another candidate, not to that message';
      case 'other content':
        return 'the files attached to both differ';
      case 'none':
        return '';
    }
  },
};

function relate(candidateSet: CandidateSet, index: number): Relation {
  const { attachments } = candidateSet.child;
  if (attachments.length === 0) return 'none';
  const found = compareFiles(attachments, candidateSet.pairs[index]!.candidate.attachments);
  if (found === 'same content' || found === 'same name and size') return found;
  const isElsewhere = candidateSet.pairs.some(
    (pair) => compareFiles(attachments, pair.candidate.attachments) === 'same content',
  );
  return isElsewhere ? 'another has it' : found;
}

function compareFiles(mine: readonly AttachmentFeatures[], theirs: readonly AttachmentFeatures[]): Relation {
  if (mine.length === 0 || theirs.length === 0) return 'none';
  let best: Relation = 'other content';
  for (const one of mine) {
    for (const other of theirs) {
      if (one.content === other.content && one.size === other.size) return 'same content';
      if (one.name !== 0 && one.name === other.name && one.size === other.size) best = 'same name and size';
    }
  }
  return best;
}

/** The file of the child and that of the candidate that make up the evidence, by their places; null where none agree. */
export function findCarriedFile(
  mine: readonly { readonly sha256: string; readonly name: string | null; readonly size: number }[],
  theirs: readonly { readonly sha256: string; readonly name: string | null; readonly size: number }[],
): readonly [number, number] | null {
  for (const [place, one] of mine.entries()) {
    const same = theirs.findIndex(({ sha256 }) => sha256 === one.sha256);
    if (same >= 0) return [place, same];
  }
  for (const [place, one] of mine.entries()) {
    const like = theirs.findIndex(({ name, size }) => name !== null && name === one.name && size === one.size);
    if (like >= 0) return [place, like];
  }
  return null;
}
