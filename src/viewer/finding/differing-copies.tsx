import type { CopiesDifferDetail } from '../../finding/copies-differ.js';
import type { ViewerOrigin } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { placeText } from '../state/format-text.js';
import { diffTexts } from '../state/word-diff.js';
import { DiffText } from '../thread/compare-page.js';

interface DifferingCopiesProps {
  readonly detail: CopiesDifferDetail;
  /** Places of the copies, in their order. */
  readonly origins: readonly ViewerOrigin[];
}

/** Copies of one message side by side: for each difference what one says and what the other says. */
export function DifferingCopies({ detail, origins }: DifferingCopiesProps) {
  const { data } = useApp();
  const copy = (number: number) => {
    const origin = origins[number];
    const custodian = origin && data.index.sources[origin[0]]?.custodian;
    return (
      <p>
        <b>Copy {number + 1}</b>
        {custodian && <span class="badge custodian">{visibleText(custodian)}</span>}
        {origin && <span class="place">{placeText(data, origin)}</span>}
      </p>
    );
  };
  return (
    <>
      {detail.differences.map((difference, at) => {
        const { before, after } = diffTexts(difference.before, difference.after);
        return (
          <section key={at} class="difference">
            <h2>
              {difference.field === 'bcc' ? 'Bcc' : `${difference.field[0]!.toUpperCase()}${difference.field.slice(1)}`}
            </h2>
            {difference.what && <p class="quiet">{difference.what.map(visibleText).join('; ')}</p>}
            <div class="sides">
              <div class="side tile" dir="auto">
                {copy(difference.copies[0])}
                {difference.before ? <DiffText pieces={before} is="del" /> : <em>nothing</em>}
              </div>
              <div class="side tile" dir="auto">
                {copy(difference.copies[1])}
                {difference.after ? <DiffText pieces={after} is="ins" /> : <em>nothing</em>}
              </div>
            </div>
          </section>
        );
      })}
    </>
  );
}
