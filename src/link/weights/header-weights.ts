/**
 * Weights (log10 of likelihood ratios) of the evidence in headers: set by hand, from counts where one stands beside the weight.
 * `bench/calibrate` fits contents only: its truth are these headers.
 *
 * An accuracy `a` stands here as log10(a / (1 - a)): 0.99 -> 2, 0.95 -> 1.3, 0.5 -> 0.
 */
export const HEADER_WEIGHTS = {
  /** In-Reply-To names the candidate. */
  inReplyTo: 2.7,
  /** ... but References end in another message that was produced, and hold this one further up. */
  inReplyToAbsentInside: 1,
  /** The last id of References names the candidate, and nothing contradicts it. */
  lastReference: 2.7,
  /** ... and In-Reply-To names the same. */
  lastReferenceAgrees: 0.5,
  /** ... and In-Reply-To names another: where a quotation decides (170 on 6 lists), In-Reply-To is right in 166. */
  lastReferenceContradicts: 0.4,
  /** References of a later message put the candidate right before the child: right in 3,183 of 3,197 on 4 lists. */
  ancestor: 2.2,
  /** ... across a place where ids may have been cut out: right in 67 of 69. */
  ancestorDoubtful: 1.5,
  /** Each doubling of the messages that say so adds this. */
  ancestorRepeated: 0.1,
  /** The candidate's Thread-Index is the child's without its last 5 bytes: 856 of 908 agree with In-Reply-To on 11 lists. */
  threadIndex: 1.2,
  /** The provider put both into one thread; within it, the message before is the parent in about 6 of 10. */
  providerThread: 0.2,
  /** The candidate is the last invitation before the child to a meeting of the same id: by the rule of RFC 5546. */
  meeting: 2.2,
  /** The child says that it recalls a message of its sender under that subject, and the candidate is the last such one. */
  recall: 2,
  /** The candidate is younger than the child by days: of 5 such parents on 6 lists a quotation bears out 3. */
  younger: -2.5,
} as const;
