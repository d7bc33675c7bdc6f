import { allOf } from './languages.js';

/** Reply marks of mail clients in all languages, lower case, without colon. */
export const REPLY_MARKS: ReadonlySet<string> = new Set(allOf('replyMarks'));

/** Forward marks of mail clients in all languages, lower case, without colon. */
export const FORWARD_MARKS: ReadonlySet<string> = new Set(allOf('forwardMarks'));

/** Those of the reply marks that programs write when nobody answers: `automatic reply`, `abwesenheitsnotiz`. */
export const AUTOMATIC_MARKS: ReadonlySet<string> = new Set(
  [...REPLY_MARKS].filter((mark) => /auto|office|abwesen|автомат|自动|自動/.test(mark)),
);
