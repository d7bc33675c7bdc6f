import { type XmlToken, xmlText, xmlTokens } from '../load-file/edrm-document.js';

/** An element of XML: its text, its attributes and what stands in it, in order. Names are without prefix, in small letters. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text and that of what stands in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly parts: string[];
  readonly start: number;
}

/** Deeper elements are taken for text of the one around them. */
const DEEPEST = 100;

/**
 * The elements of one name, each with all that stands in it, wherever they stand; those inside another of that name are its children. One
 * that does not end is none: `openAt` of the answer tells where it begins.
 */
export function readElements(
  bytes: Buffer,
  name: string,
): { readonly elements: readonly XmlElement[]; readonly openAt: number | null } {
  const elements: XmlElement[] = [];
  const stack: Open[] = [];
  let skipped = 0;
  for (const token of xmlTokens(bytes, 0, bytes.length)) {
    if (token.kind === 'text') {
      stack.at(-1)?.parts.push(textOf(bytes, token));
      continue;
    }
    if (token.kind === 'open') {
      if (stack.length === 0 && token.name !== name) continue;
      if (stack.length >= DEEPEST) {
        if (!token.closed) skipped++;
        continue;
      }
      const open = {
        name: token.name,
        attributes: attributesOf(bytes, token),
        children: [],
        parts: [],
        start: token.start,
      };
      if (token.closed) close(open, token.end);
      else stack.push(open);
      continue;
    }
    if (skipped > 0) {
      skipped--;
      continue;
    }
    const at = stack.findLastIndex((open) => open.name === token.name);
    if (at < 0) continue;
    // Elements that were left open end with the one around them.
    while (stack.length > at) close(stack.pop()!, token.end);
  }
  return { elements, openAt: stack[0]?.start ?? null };

  function close({ parts, ...open }: Open, end: number): void {
    const element = { ...open, text: parts.join(''), end };
    const around = stack.at(-1);
    if (around === undefined) elements.push(element);
    else {
      around.children.push(element);
      around.parts.push(element.text);
    }
  }
}

const textOf = (bytes: Buffer, token: XmlToken): string =>
  token.name === '#cdata' ? bytes.toString('utf8', token.start, token.end) : xmlText(bytes, token);

const attributesOf = (bytes: Buffer, token: XmlToken): ReadonlyMap<string, string> =>
  new Map(token.attributes.map((attribute) => [attribute.name, xmlText(bytes, attribute)]));

/** The first child of a name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);
