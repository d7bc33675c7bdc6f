import { undoRewritings } from './gateway/gateway-rewritings.js';
import { haveSameLinks, linksOf, replaceLinks } from './gateway/rewritten-link.js';
import { doOverlap, findHeld, type Hold, type LostLetters, makeSkeleton, type TextSkeleton } from './text-skeleton.js';

/** Letters that must be left of a text that lost others before what is left tells anything. */
const TELLING_LENGTH = 24;

/** How the texts of two copies of one mail stand to each other. */
export interface TextRelation {
  /** `equal` once rewritings are undone; where the shorter stands in the longer; `overlap`: each has more, at the other end. */
  readonly at: Hold | 'overlap';
  /** 0 where the first is the shorter. */
  readonly shorter: 0 | 1;
}

type Form = 'own' | 'raw' | 'linkless';

/** A text made ready for comparison, each form once. */
export class MailText {
  readonly text: string;
  readonly links: readonly string[];
  private readonly skeletons = new Map<string, TextSkeleton>();

  constructor(text: string) {
    this.text = text;
    this.links = linksOf(text);
  }

  /** Letters and digits left where rewritings are undone. */
  get length(): number {
    return this.skeleton('own', 'none').letters.length;
  }

  skeleton(form: Form, lost: LostLetters): TextSkeleton {
    const key = `${form} ${lost}`;
    const known = this.skeletons.get(key);
    if (known !== undefined) return known;
    const made = makeSkeleton(this.form(form), lost);
    this.skeletons.set(key, made);
    return made;
  }

  private form(form: Form): string {
    switch (form) {
      case 'raw':
        return replaceLinks(this.text, true);
      case 'own':
        return plainText(this.text);
      case 'linkless':
        return undoRewritings(replaceLinks(this.text, false));
    }
  }
}

/**
 * How two texts of one mail stand to each other: equal once known rewritings are undone, or one holding the other; null where they differ in substance.
 * Links count: where one is another, the texts are others, unless a gateway hid it.
 */
export function relateTexts(first: MailText, second: MailText): TextRelation | null {
  const losses: readonly LostLetters[] = mayHaveLost(first.text, second.text) ? ['none', 'marks', 'all'] : ['none'];
  const hasLinks = first.links.length + second.links.length > 0;
  const forms: readonly Form[] =
    hasLinks && haveSameLinks(first.links, second.links) ? ['own', 'raw', 'linkless'] : ['own', 'raw'];
  for (const lost of losses)
    for (const form of forms) {
      const relation = relate(first.skeleton(form, lost), second.skeleton(form, lost), form, lost);
      if (relation !== null) return relation;
    }
  return null;
}

function relate(one: TextSkeleton, other: TextSkeleton, form: Form, lost: LostLetters): TextRelation | null {
  const shorter = one.letters.length <= other.letters.length ? 0 : 1;
  const [less, more] = shorter === 0 ? [one, other] : [other, one];
  // Where nothing is left of a text, only the text itself can show that it is empty.
  if (less.letters === '' && (form !== 'raw' || lost !== 'none')) return null;
  if (lost !== 'none' && less.letters.length < TELLING_LENGTH) return null;
  const at = findHeld(less, more) ?? (doOverlap(less, more) ? 'overlap' : null);
  return at && { at, shorter };
}

/** The text without what gateways did to it, its links bare. */
export const plainText = (text: string) => replaceLinks(undoRewritings(text), true);

/** True if one text may have lost letters beyond ASCII that the other has. */
const mayHaveLost = (one: string, other: string) => !isAscii(one) || !isAscii(other);

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
