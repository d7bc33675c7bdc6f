import { useRef, useState } from 'preact/hooks';
import type { MissingMessageDetail } from '../../finding/missing-message/missing-message.js';
import type { Mailbox } from '../../message/message.js';
import { visibleText } from '../../text/visible-text.js';
import { SearchState } from '../search/search-state.js';
import { useApp } from '../state/app-context.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

const SHOWN = 200;

/** What should be asked for: messages that others cite or quote and nobody produced; a table to copy into a letter. */
export function RequestView() {
  const { data, route, result } = useApp();
  const [limit, setLimit] = useState(SHOWN);
  const [told, setTold] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const requests = data.findings.filter(
    ({ kind, posts }) =>
      kind === 'missing-message' && (!route.query || result === null || posts.some((post) => result.posts[post])),
  );
  const copy = () => {
    const selection = getSelection();
    selection?.selectAllChildren(table.current!);
    const done = document.execCommand('copy');
    selection?.removeAllRanges();
    const what = limit < requests.length ? `Copied the ${withCommas(limit)} rows that are shown` : 'Copied';
    setTold(done ? `${what}: paste it into a letter or a spreadsheet` : 'This browser does not allow copying');
  };
  return (
    <div class="page wide">
      <h1>Request list</h1>
      <p class="lead">
        {counted(requests.length, 'message')} that others cite or quote and that no custodian produced.
        <SearchState />
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={copy} disabled={!requests.length}>
          Copy the table
        </button>
        <span role="status">{told}</span>
      </div>
      {requests.length === 0 ? (
        <p class="empty">Nothing is known to be missing.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="scroll" tabIndex={0} aria-label="Request list as a table">
          <table class="table requests" ref={table}>
            <thead>
              <tr>
                <th scope="col">No.</th>
                <th scope="col">From</th>
                <th scope="col">To, Cc</th>
                <th scope="col">When</th>
                <th scope="col">Subject</th>
                <th scope="col">How it is known</th>
                <th scope="col">Expected from</th>
              </tr>
            </thead>
            <tbody>
              {requests.slice(0, limit).map((finding, number) => {
                const detail = finding.detail as MissingMessageDetail;
                return (
                  <tr key={finding.key}>
                    <td>{number + 1}</td>
                    <td data-label="from">{detail.from ? mailboxText(detail.from) : 'unknown'}</td>
                    <td data-label="to">{[...detail.to, ...detail.cc].map(mailboxText).join('; ') || 'unknown'}</td>
                    <td data-label="when">{whenText(detail.interval)}</td>
                    <td data-label="subject">
                      {visibleText(detail.subject ?? '') || 'unknown'}
                      {detail.messageId && <span class="place">Message-ID {visibleText(detail.messageId)}</span>}
                    </td>
                    <td data-label="known:">
                      <a
                        href={
                          finding.posts[0] === undefined
                            ? linkTo('finding', finding.key)
                            : linkTo('post', data.index.posts.key[finding.posts[0]]!)
                        }
                      >
                        {visibleText(detail.known.slice(0, 3).join('; ') || finding.summary)}
                      </a>
                      {finding.bates && <span class="place">in {finding.bates.map(visibleText).join('; ')}</span>}
                    </td>
                    <td data-label="expected from">
                      {detail.expectedHolders.map(visibleText).join(', ') || 'none of the custodians named'}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      {limit < requests.length && (
        <button type="button" class="button more" onClick={() => setLimit(limit + 1000)}>
          Show more of {counted(requests.length, 'message')}
        </button>
      )}
    </div>
  );
}

function mailboxText({ name, address }: Mailbox): string {
  return visibleText(name && address ? `${name} <${address}>` : name || address);
}

function whenText([first, last]: MissingMessageDetail['interval']): string {
  const [from, to] = [first, last].map((iso) => iso?.slice(0, 10) ?? null);
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `after ${from}`;
  return to ? `before ${to}` : 'unknown';
}
