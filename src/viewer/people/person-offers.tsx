import { useState } from 'preact/hooks';
import { visibleText } from '../../text/visible-text.js';
import { useApp, useDecisions } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { usePeople } from './use-people.js';

const SHOWN = 12;
const MORE = 50;

interface PersonOffersProps {
  /** Null for everybody. */
  readonly persons?: readonly number[] | null;
  /** How many are shown at first; the others on demand. */
  readonly few?: number;
}

/** Who may be the same person, with what speaks for it: joined by one click, taken apart by another. */
export function PersonOffers({ persons = null, few = SHOWN }: PersonOffersProps) {
  const { data } = useApp();
  const [limit, setLimit] = useState(few);
  const people = usePeople();
  const decisions = useDecisions();
  const { id } = data.index.persons;
  const of = (person: number) => data.joined.get(person) ?? person;
  const offers = (people?.offers ?? []).filter(
    ([one, other]) => persons === null || persons.includes(of(one)) || persons.includes(of(other)),
  );
  if (!offers.length) return null;
  const joinOf = (one: number, other: number) => {
    const [first, second] = [id.at(one), id.at(other)];
    return decisions.all.find(({ kind, post, parent }) => kind === 'same' && post === first && parent === second);
  };
  return (
    <section class="offers" aria-label="May be the same person">
      <h3>May be the same person</h3>
      <ul class="reasons">
        {offers.slice(0, limit).map(([one, other, detail]) => {
          const join = joinOf(one, other);
          return (
            <li key={`${one} ${other}`}>
              <p>
                <Person person={one} /> and <Person person={other} />{' '}
                {join ? (
                  <>
                    <span class="badge marked">joined by {visibleText(join.author)}</span>{' '}
                    <button type="button" class="button small" onClick={() => decisions.remove(join)}>
                      Undo
                    </button>
                  </>
                ) : (
                  <button
                    type="button"
                    class="button small"
                    onClick={() =>
                      decisions.add({ kind: 'same', post: id.at(one)!, parent: id.at(other)!, reason: detail })
                    }
                  >
                    Join
                  </button>
                )}
              </p>
              <p class="quiet">{visibleText(detail)}</p>
            </li>
          );
        })}
      </ul>
      {offers.length > limit && (
        <p>
          <button type="button" class="link" onClick={() => setLimit(limit + MORE)}>
            {offers.length - limit > MORE
              ? `${MORE} more of ${withCommas(offers.length)} pairs`
              : `${counted(offers.length - limit, 'more pair', 'more pairs')}`}
          </button>
        </p>
      )}
    </section>
  );
}

function Person({ person }: { readonly person: number }) {
  const { data } = useApp();
  const { id } = data.index.persons;
  const name = nameOf(data, person);
  return (
    <>
      <a href={linkTo('person', id.at(person)!)}>{visibleText(name)}</a>
      {id.at(person) !== name && <span class="quiet"> {visibleText(id.at(person)!)}</span>}
    </>
  );
}
