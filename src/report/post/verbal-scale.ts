/** A range of likelihood ratios and the words for it. */
interface ScaleStep {
  /** Lower bound of log10 of the likelihood ratio, inclusive. */
  readonly from: number;
  readonly words: string;
}

const STEPS: readonly ScaleStep[] = [
  { from: 6, words: 'extremely strong support' },
  { from: 4, words: 'very strong support' },
  { from: 3, words: 'strong support' },
  { from: 2, words: 'moderately strong support' },
  { from: 1, words: 'moderate support' },
  { from: Math.log10(2), words: 'weak support' },
];

/**
 * Says in words how strongly an observation speaks for (or against) a link, from the log10 of its likelihood ratio.
 *
 * `4.1` → `very strong support`, `-1.5` → `moderate support against`, `0.1` → `no support either way`.
 *
 * Source: ENFSI Guideline for Evaluative Reporting in Forensic Science (2015), the verbal equivalents of likelihood ratios:
 * 2-10 weak, 10-100 moderate, 100-1,000 moderately strong, 1,000-10,000 strong, 10,000-1,000,000 very strong, above extremely strong.
 */
export function verbalSupport(weight: number): string {
  const step = STEPS.find(({ from }) => Math.abs(weight) >= from);
  if (!step) return 'no support either way';
  return weight > 0 ? step.words : `${step.words} against`;
}
