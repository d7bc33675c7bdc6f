/** Elements that stand on lines of their own when HTML is written as text. */
export const BLOCK_ELEMENTS: readonly string[] =
  'address article aside center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  );

/** Elements that have a blank line before and after them. */
export const SPACED_ELEMENTS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 table ul ol blockquote pre'.split(' '),
);

/** Elements whose content is never text of the message. */
export const HIDDEN_ELEMENTS: ReadonlySet<string> = new Set(
  'head style script title template noscript select textarea object svg math noembed noframes iframe'.split(' '),
);
