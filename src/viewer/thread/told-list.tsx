import type { PostDetail } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';

/** What the mailbox says of a post, the meeting that it is about, what it reports of others, what others tell of it. */
export function ToldList({ told }: { readonly told: NonNullable<PostDetail['told']> }) {
  return (
    <dl class="told" aria-label="Labels, meetings, reports and receipts">
      {told.map(([label, text], index) => (
        <div key={`${index} ${text}`}>
          <dt>{label}</dt>
          <dd>{visibleText(text)}</dd>
        </div>
      ))}
    </dl>
  );
}
