import { allOf } from './languages.js';

/** Reply marks of mail clients in all languages, lower case, without colon. */
export const REPLY_MARKS: ReadonlySet<string> = new Set(allOf('replyMarks'));

/** Forward marks of mail clients in all languages, lower case, without colon. */
export const FORWARD_MARKS: ReadonlySet<string> = new Set(allOf('forwardMarks'));
