// The library, in the order that data flows. A detached comment starts each stage.

// the whole line

export { type ReconstructOptions, reconstruct, type ThreadOptions, threadMessages } from './reconstruct.js';

// source: cuts exports into raw messages

export type { SourceInput } from './source/find-files.js';
export {
  type ReadProgress,
  type ReadSourcesOptions,
  readSources,
  type SourceReading,
} from './source/read-sources.js';
export type { Origin, Problem, RawMessage, Severity, Source, SourceFormat } from './source/source.js';

// message: reads headers and bodies

export type {
  Attachment,
  Body,
  HeaderField,
  Mailbox,
  Message,
  MessageDate,
  Subject,
} from './message/message.js';
export { formatDate } from './message/message-date.js';
export { type ReadOptions, readMessage, readMessages } from './message/read-message.js';
export { messageFromObject } from './message/record-message.js';

// quote: splits bodies, recovers what is quoted

export { type EmbeddedBinding, type Recovery, recoverMessages } from './quote/recover-messages.js';
export type { RecoveredMessage, Witness } from './quote/recovered-message.js';
export type { EmbeddedHeader, EmbeddedMessage, Segment, SplitBody, WrittenDate } from './quote/segment.js';
export { type SplitBodyOptions, splitBody } from './quote/split-body.js';
export { splitHtmlBody } from './quote/split-html-body.js';
export { splitMessage } from './quote/split-message.js';
export { type Chain, type ChainMessage, unrollChain } from './quote/unroll.js';
export { findWrittenDate, parseWrittenDate } from './quote/written-date.js';

// people: who is who

export { describePeople, type PeopleFile, parsePeopleFile } from './people/people-file.js';
export type { People, Person } from './people/person.js';
export { resolvePeople } from './people/resolve-people.js';

// link: gathers evidence, chooses parents

export { applyDecisions, type Decided } from './link/apply-decisions.js';
export { chooseParents, type LinkInput, type LinkOptions, type LinkResult } from './link/choose-parents.js';
export type { EvidenceStep } from './link/compare-evidence.js';
export { type Decision, type DecisionFile, parseDecisionFile } from './link/decision-file.js';
export type { Evidence, EvidenceKind, Link, RejectedParent } from './link/evidence.js';
export type { EvidenceLevel } from './link/evidence-source.js';
export { type GatherOptions, gatherPosts } from './link/gather-posts.js';
export type { MissingPost, Post, ProducedPost, RecoveredPost } from './link/post.js';

// thread: arranges chains; RFC 5256's two algorithms by the letter

export { arrangeThreads } from './thread/arrange-threads.js';
export type { ForestNode, ThreadableMessage } from './thread/forest-node.js';
export { threadByOrderedSubject } from './thread/ordered-subject-algorithm.js';
export { type ReferencesOptions, threadByReferences } from './thread/references-algorithm.js';
export type { Thread, ThreadedPost } from './thread/thread.js';

// finding: what an investigator must know

export type { AbsentCopyDetail } from './finding/absent-copy.js';
export type { AlteredQuoteDetail } from './finding/altered-quote.js';
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
export type { MissingMessageDetail } from './finding/missing-message.js';
export type { NearDuplicateDetail } from './finding/near-duplicate.js';
export { noticeFindings } from './finding/notice-findings.js';
export type { ParticipantChangeDetail } from './finding/participant-change.js';
export type { QuoteChange } from './finding/quotation-comparison.js';
export { compareQuotation, type QuotationChange, type QuotationDiff } from './finding/quotation-diff.js';
export type { SameSubjectSplitDetail } from './finding/same-subject-split.js';
export type { SharedMessageIdDetail } from './finding/shared-message-id.js';

// report: plain data, then views

export { type Chronology, chronologyOf, type Moment } from './report/chronology.js';
export { type ChronologyFormat, chronologyViews } from './report/chronology-views.js';
export { type ComparisonFormat, type ComparisonReport, comparisonViews } from './report/comparison-views.js';
export { type ContentPath, traceContent } from './report/content-path.js';
export { type ContentPaths, type PathFormat, pathViews } from './report/content-path-views.js';
export { type Contact, type Correspondence, findPeople, traceCorrespondence } from './report/correspondence.js';
export { type CsvColumn, type CsvOptions, writeCsvTable } from './report/csv-table.js';
export { edrmMih } from './report/edrm-mih.js';
export { type ExplanationContext, explainedOrigins, writeExplanation } from './report/explanation.js';
export { type FindingFilter, filterFindings } from './report/finding-filter.js';
export { type FindingFormat, findingViews } from './report/finding-list.js';
export { correspondenceGraph, type Graph, replyGraph } from './report/graph.js';
export { writeDot } from './report/graph-dot.js';
export { writeGexf } from './report/graph-gexf.js';
export { writeGraphml } from './report/graph-graphml.js';
export { type HtmlReportOptions, writeHtmlReport } from './report/html/html-report.js';
export { writeJsonReport } from './report/json-report.js';
export { writeMarkdownReport } from './report/markdown-report.js';
export { compareProductions, type ProductionComparison } from './report/production-comparison.js';
export { type ReadingRow, type ReadingSet, readingSet } from './report/reading-set.js';
export type { Reconstruction } from './report/reconstruction.js';
export { buildReport, type Report, type ReportPost, type ReportThread, type ReportTotals } from './report/report.js';
export type { CaseEvent, ReportFile } from './report/report-file.js';
export { type RequestFormat, requestViews } from './report/request-list.js';
export { type CheckedSource, checkSources, type SourceCheck } from './report/source-check.js';
export { writeTables } from './report/tables.js';
export { writeTextReport } from './report/text-report.js';
export type { TextStyle } from './report/text-style.js';
export { filterThreads, noFilter, type ReportFilter } from './report/thread-filter.js';
export { writeThreadList } from './report/thread-list.js';
export { type PostRow, threadTable, threadTableVersion } from './report/thread-table.js';
export { writeTimelineSvg } from './report/timeline-svg.js';
export { verbalSupport } from './report/verbal-scale.js';
