/**
 * Sets signs that are written without spaces between words apart, in what is indexed and in what is asked: `会議室` → `会 議 室`. Each is a word
 * then, and a phrase of them is found wherever it stands.
 */
export const spaceIdeographs = (text: string): string =>
  /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uF900-\uFAFF]/.test(text)
    ? text.replace(/[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uF900-\uFAFF]/g, ' $& ')
    : text;
