/** The library for a page: splitting, linking and threading of messages in memory, without anything of Node. */

export { findWrittenDate, parseWrittenDate } from '../date/written-date.js';
export { gatherPosts } from '../dedupe/gather-posts.js';
export type { Finding } from '../finding/finding.js';
export { FINDING_KINDS, type FindingOf, findingsOf, isFindingOf } from '../finding/finding-detail.js';
export { noticeFindings } from '../finding/notice-findings.js';
export { chooseParents } from '../link/choose-parents.js';
export type { Evidence, ExplainLink, Link, LinkExplanation } from '../link/evidence/evidence.js';
export { explainLinks } from '../link/explain/explain-links.js';
export { readLinks } from '../link/link-columns.js';
export type { MissingPost, Post, RecoveredPost } from '../link/post/post.js';
export {
  agentOf,
  messageIdOf,
  originsOf,
  recipientFields,
  resendingsOf,
  senderOf,
  sendingOf,
  subjectOf,
  timeOf,
} from '../link/post/post-facts.js';
export { locateInBody } from '../message/locate-in-body.js';
export type { Attachment, Body, Mailbox, Message, MessageDate, Subject } from '../message/message.js';
export { messageFromObject } from '../message/record/record-message.js';
export type { People, Person } from '../people/person.js';
export { personOf } from '../people/person-of.js';
export { resolvePeople } from '../people/resolve-people.js';
export { splitHtmlBody } from '../quote/html/split-html-body.js';
export type { EmbeddedMessage, PostSplit, Segment, SplitBody } from '../quote/segment.js';
export { splitBody } from '../quote/split-body.js';
export { splitMessage } from '../quote/split-message.js';
export { splitsByPost } from '../quote/splits-by-post.js';
export { type Chain, unrollChain } from '../quote/unroll.js';
export { recoverMessages } from '../recover/recover-messages.js';
export type { Reconstruction } from '../report/answer/reconstruction.js';
export { buildReport, type Report } from '../report/answer/report.js';
export { filterThreads, noFilter, type ReportFilter } from '../report/answer/thread-filter.js';
export { writeTextReport } from '../report/format/text-report.js';
export { type PostRow, threadTable } from '../report/format/thread-table.js';
export { type ThreadOptions, threadMessages } from '../run/thread-mail.js';
export { arrangeThreads } from '../thread/arrange-threads.js';
export { threadByOrderedSubject } from '../thread/rfc5256/ordered-subject-algorithm.js';
export { threadByReferences } from '../thread/rfc5256/references-algorithm.js';
export { linkedPosts, type Thread } from '../thread/thread.js';
