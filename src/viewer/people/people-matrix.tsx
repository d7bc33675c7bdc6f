import { useMemo } from 'preact/hooks';
import { pairsAmong } from '../../report/page/pairs.js';
import { visibleText } from '../../text/visible-text.js';
import { linkToPair } from '../pair/pair-page.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { linkTo } from '../state/route.js';

/** Senders by rows, recipients by columns; a cell leads to all that passed between the two. */
export function PeopleMatrix({ people }: { readonly people: readonly number[] }) {
  const { data } = useApp();
  const pairs = useMemo(() => {
    const shown = new Set(people);
    return pairsAmong(data.index, (sender, recipient) => shown.has(sender) && shown.has(recipient));
  }, [data, people]);
  const counts = new Map(pairs.map(({ from, to, count }) => [`${from} ${to}`, count]));
  const most = pairs.reduce((sum, { count }) => Math.max(sum, count), 1);
  const { id } = data.index.persons;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="Matrix of senders and recipients">
      <table class="matrix">
        <caption class="quiet">Who (rows) wrote to whom (columns)</caption>
        <thead>
          <tr>
            <td />
            {people.map((person) => (
              <th key={person} scope="col" title={visibleText(nameOf(data, person))}>
                <span>{visibleText(nameOf(data, person))}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((sender) => (
            <tr key={sender}>
              <th scope="row">
                <a href={linkTo('person', id.at(sender)!)}>{visibleText(nameOf(data, sender))}</a>
              </th>
              {people.map((recipient) => {
                const count = counts.get(`${sender} ${recipient}`) ?? 0;
                const heat = count ? Math.max(1, Math.ceil(5 * Math.sqrt(count / most))) : 0;
                return (
                  <td key={recipient} class={`heat-${heat}`}>
                    {count > 0 && <a href={linkToPair(id.at(sender)!, id.at(recipient)!)}>{count}</a>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
