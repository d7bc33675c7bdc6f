import type { ArrivedRequest } from '../../report/page/case-glance.js';
import { visibleText } from '../../text/visible-text.js';
import { linkTo } from '../state/route.js';

/** What was asked for and came since the case last grew: struck, so that nobody asks for it again. */
export function ArrivedRequests({ requests }: { readonly requests: readonly ArrivedRequest[] }) {
  if (!requests.length) return null;
  return (
    <section class="arrived">
      <h2>Arrived since the case last grew</h2>
      <ul class="entries">
        {requests.map(({ key, summary, post }) => (
          <li key={key} data-row tabIndex={-1}>
            <s>{visibleText(summary)}</s> <a href={linkTo('post', post)}>produced now</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
