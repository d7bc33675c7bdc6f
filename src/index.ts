// The library, in the order that data flows. A detached comment starts each stage.

// the whole line

export { type ReconstructOptions, reconstruct, reconstructAndExplain } from './run/reconstruct.js';
export { type ThreadOptions, threadMessages } from './run/thread-mail.js';

// source: cuts exports into raw messages

export type { SourceInput } from './source/find-files.js';
export type { SourceFormat } from './source/format/formats.js';
export type { ReadProgress } from './source/read-progress.js';
export {
  type ReadSourcesOptions,
  readSources,
  type SourceReading,
} from './source/read-sources.js';
export type { Origin, Problem, RawMessage, Severity, Source } from './source/source.js';

// message: reads headers and bodies

export type { BodyPlaces } from './message/body-places.js';
export { formatDate } from './message/header/message-date.js';
export { fieldsNamed, headerFields } from './message/header-text.js';
export { locateInBody } from './message/locate-in-body.js';
export type {
  Attachment,
  Body,
  HeaderField,
  HeaderText,
  Mailbox,
  Message,
  MessageDate,
  Subject,
} from './message/message.js';
export { type ReadOptions, readMessage, readMessages } from './message/read-message.js';
export { messageFromObject } from './message/record/record-message.js';

// quote: splits bodies, recovers what is quoted

export type { WrittenDate } from './date/written-clock.js';
export { findWrittenDate, parseWrittenDate } from './date/written-date.js';
export { splitHtmlBody } from './quote/html/split-html-body.js';
export type { EmbeddedHeader, EmbeddedMessage, PostSplit, Segment, SplitBody } from './quote/segment.js';
export { type SplitBodyOptions, splitBody } from './quote/split-body.js';
export { splitMessage } from './quote/split-message.js';
export { splitsByPost } from './quote/splits-by-post.js';
export { type Chain, type ChainMessage, unrollChain } from './quote/unroll.js';
export { type EmbeddedBinding, type Recovery, recoverMessages } from './recover/recover-messages.js';
export type { RecoveredMessage, Witness } from './recover/recovered-message.js';

// people: who is who

export { describePeople } from './people/describe-people.js';
export { findPeople } from './people/find-people.js';
export { type JoinOffer, offerJoins } from './people/offer-joins.js';
export { type PeopleFile, parsePeopleFile } from './people/people-file.js';
export type { KnownMailbox, People, Person } from './people/person.js';
export { indexPeople, type PeopleIndex, personById, personIdOf, personOf } from './people/person-of.js';
export { resolvePeople } from './people/resolve-people.js';

// link: gathers evidence, chooses parents

export { type GatherOptions, gatherPosts } from './dedupe/gather-posts.js';
export type { ProducedPost } from './dedupe/produced-post.js';
export type { Resending } from './dedupe/sending/resending.js';
export type { Sending } from './dedupe/sending/sending.js';
export { chooseParents, type LinkInput, type LinkOptions, type LinkResult } from './link/choose-parents.js';
export type {
  Evidence,
  EvidenceKind,
  ExplainLink,
  Link,
  LinkExplanation,
  RejectedParent,
} from './link/evidence/evidence.js';
export type { EvidenceLevel } from './link/evidence/evidence-source.js';
export { compareEvidence, type EvidenceStep } from './link/explain/compare-evidence.js';
export { type ExplainedLinks, explainLinks, linkInputOf } from './link/explain/explain-links.js';
export { type LinkColumns, placeLinks, readLinks } from './link/link-columns.js';
export { type AppliedDecision, applyDecisions, type Decided } from './link/post/apply-decisions.js';
export { type Decision, type DecisionFile, parseDecisionFile } from './link/post/decision-file.js';
export type { MissingPost, Post, RecoveredPost } from './link/post/post.js';
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
} from './link/post/post-facts.js';

// thread: arranges chains; RFC 5256's two algorithms by the letter

export { arrangeThreads } from './thread/arrange-threads.js';
export { type CrossReference, findCrossReferences, type QuotedPassage } from './thread/cross-reference.js';
export { type CrossReferenceIndex, indexCrossReferences } from './thread/cross-reference-index.js';
export type { ForestNode, ThreadableMessage } from './thread/rfc5256/forest-node.js';
export { threadByOrderedSubject } from './thread/rfc5256/ordered-subject-algorithm.js';
export { type ReferencesOptions, threadByReferences } from './thread/rfc5256/references-algorithm.js';
export { type LinkedPost, linkedPosts, type Thread, type ThreadedPost } from './thread/thread.js';

// finding: what an investigator must know

export type { AbsentCopyDetail } from './finding/absent-copy.js';
export type { AlteredQuoteDetail } from './finding/altered-quote/altered-quote.js';
export type { QuoteChange } from './finding/altered-quote/quotation-comparison.js';
export { compareQuotation, type QuotationChange, type QuotationDiff } from './finding/altered-quote/quotation-diff.js';
export type { ClockContradictionDetail } from './finding/clock-contradiction.js';
export type { ContradictingEvidenceDetail } from './finding/contradicting-evidence.js';
export type { CopiesDifferDetail } from './finding/copies-differ.js';
export type { Finding } from './finding/finding.js';
export type { FindingInput } from './finding/finding-context.js';
export {
  FINDING_KINDS,
  type FindingDetail,
  type FindingKind,
  type FindingOf,
  findingsOf,
  isFindingOf,
} from './finding/finding-detail.js';
export type { InclusiveClass, InclusiveDetail } from './finding/inclusive.js';
export type { MissingMessageDetail } from './finding/missing-message/missing-message.js';
export type { NearDuplicateDetail } from './finding/near-duplicate.js';
export { noticeFindings } from './finding/notice-findings.js';
export type { ParticipantChangeDetail } from './finding/participant-change.js';
export type { SameSubjectSplitDetail } from './finding/same-subject-split.js';
export type { SharedMessageIdDetail } from './finding/shared-message-id.js';

// report: plain data, then views

export { type Chronology, chronologyOf, type Moment } from './report/answer/chronology.js';
export { type ContentPath, traceContent } from './report/answer/content-path.js';
export { type Contact, type Correspondence, traceCorrespondence } from './report/answer/correspondence.js';
export { edrmMih } from './report/answer/edrm-mih.js';
export { type FindingFilter, filterFindings } from './report/answer/finding-filter.js';
export { compareProductions, type ProductionComparison } from './report/answer/production-comparison.js';
export { type ReadingRow, type ReadingSet, readingSet } from './report/answer/reading-set.js';
export type { ExplainedReconstruction, Reconstruction } from './report/answer/reconstruction.js';
export {
  buildReport,
  type Report,
  type ReportPost,
  type ReportThread,
  type ReportTotals,
} from './report/answer/report.js';
export type { CaseEvent, ReportFile } from './report/answer/report-file.js';
export { type CheckedSource, checkSources, type SourceCheck } from './report/answer/source-check.js';
export { filterThreads, noFilter, type ReportFilter } from './report/answer/thread-filter.js';
export { type ChronologyFormat, chronologyViews } from './report/format/chronology/chronology-views.js';
export { writeTimelineSvg } from './report/format/chronology/timeline-svg.js';
export { type ComparisonFormat, type ComparisonReport, comparisonViews } from './report/format/comparison-views.js';
export { type ContentPaths, type PathFormat, pathViews } from './report/format/content-path-views.js';
export { type FindingFormat, findingViews } from './report/format/finding-list.js';
export { writeJsonReport } from './report/format/json-report.js';
export type { RowContext } from './report/format/link-row.js';
export { writeMarkdownReport } from './report/format/markdown-report.js';
export { type RequestFormat, requestViews } from './report/format/request-list.js';
export { writeTextReport } from './report/format/text-report.js';
export type { TextStyle } from './report/format/text-style.js';
export { writeThreadList } from './report/format/thread-list.js';
export {
  type PostRow,
  rowContext,
  threadTable,
  threadTableVersion,
} from './report/format/thread-table.js';
export { correspondenceGraph, type Graph, replyGraph } from './report/graph/graph.js';
export { writeDot } from './report/graph/graph-dot.js';
export { writeGexf } from './report/graph/graph-gexf.js';
export { writeGraphml } from './report/graph/graph-graphml.js';
export { type HtmlReportOptions, writeHtmlReport } from './report/page/html-report.js';
export { type ExplanationContext, explainedOrigins, writeExplanation } from './report/post/explanation.js';
export { verbalSupport } from './report/post/verbal-scale.js';
export { type CsvColumn, type CsvOptions, writeCsvTable } from './report/table/csv-table.js';
export { writeTables } from './report/table/tables.js';
