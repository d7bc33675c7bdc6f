import { attributeOf, xmlText, xmlTokens } from '../load-file/edrm-document.js';

/**
 * The text of a Word document (.docx, ECMA-376 part 1, 17.3), a line a paragraph: what was deleted under revision is left out, pages that
 * were broken by hand are parted by form feeds, and cells of a row stand side by side.
 */
export function readWordText(part: (name: string) => Buffer | null): string {
  const bytes = part('word/document.xml');
  if (bytes === null) return '';
  const pieces: string[] = [];
  let isText = false;
  for (const token of xmlTokens(bytes, 0, bytes.length)) {
    if (token.kind === 'text') {
      if (isText) pieces.push(xmlText(bytes, token));
      continue;
    }
    const isOpen = token.kind === 'open';
    switch (token.name) {
      case 't':
        isText = isOpen && !token.closed;
        break;
      case 'tab':
        // Tab stops are named so as well, within the properties of a paragraph.
        if (isOpen && attributeOf(token, 'pos', 'val') === null) pieces.push('\t');
        break;
      case 'br':
      case 'cr': {
        const kind = attributeOf(token, 'type');
        if (isOpen) pieces.push(kind !== null && xmlText(bytes, kind) === 'page' ? '\n\f' : '\n');
        break;
      }
      case 'p':
        if (!isOpen || token.closed) pieces.push('\n');
        break;
      case 'tc':
        if (!isOpen && pieces.at(-1) === '\n') pieces[pieces.length - 1] = '\t';
        break;
      case 'tr':
        if (!isOpen && pieces.at(-1) === '\t') pieces[pieces.length - 1] = '\n';
    }
  }
  return pieces.join('');
}
