import { useMemo, useState } from 'preact/hooks';
import { activityOf, busiestOf } from '../../report/page/pairs.js';
import { visibleText } from '../../text/visible-text.js';
import { VirtualList } from '../search/virtual-list.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { personsMeant } from '../state/find-persons.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { PeopleGraph } from './people-graph.js';
import { PeopleMatrix } from './people-matrix.js';
import { PersonOffers } from './person-offers.js';

/** Who wrote to whom: graph, matrix and list. */
export function PeopleView() {
  const { data, first } = useApp();
  const { others } = first.glance;
  const [asked, setAsked] = useState('');
  const [tab, setTab] = useState<'graph' | 'matrix'>('graph');
  const busiest = useMemo(() => busiestOf(data.index), [data]);
  const few = useMemo(() => busiest.slice(0, 24), [busiest]);
  const { sent, received } = activityOf(data.index);
  const { persons } = data.index;
  const wanted = asked.trim().toLowerCase();
  const meant = wanted ? personsMeant(data, { text: wanted, phrase: false }) : null;
  const shown = busiest.filter((person) => !data.joined.has(person) && (!meant || meant[person] === 1));
  return (
    <div class="page wide people">
      <h1>People</h1>
      <div class="people-split">
        <section class="tile people-list" aria-label="People">
          <label class="field wide">
            <span>
              {counted(shown.length, 'person', 'people')}
              {others > 0 && ', lists and bare addresses among them'}
            </span>
            <input
              type="search"
              placeholder="name or address"
              value={asked}
              onInput={(event) => setAsked(event.currentTarget.value)}
            />
          </label>
          <VirtualList
            name="people"
            count={shown.length}
            rowHeight={50}
            label="List of people"
            resetKey={asked}
            row={(number) => {
              const person = shown[number]!;
              return (
                <a class="person-row" href={linkTo('person', persons.id.at(person)!)} data-row>
                  <b>{visibleText(nameOf(data, person))}</b>
                  <span class="quiet">
                    {persons.id.at(person) === persons.name.at(person) ? '' : visibleText(persons.id.at(person)!)}
                  </span>
                  <span class="person-counts quiet">
                    {withCommas(sent[person]!)} sent, {withCommas(received[person]!)} received
                  </span>
                </a>
              );
            }}
          />
        </section>
        <section class="tile">
          <fieldset class="segmented">
            <legend class="hidden">Picture</legend>
            <button type="button" aria-pressed={tab === 'graph'} onClick={() => setTab('graph')}>
              Graph
            </button>
            <button type="button" aria-pressed={tab === 'matrix'} onClick={() => setTab('matrix')}>
              Matrix
            </button>
          </fieldset>
          {tab === 'graph' ? <PeopleGraph busiest={busiest} /> : <PeopleMatrix people={few} />}
          <PersonOffers />
        </section>
      </div>
    </div>
  );
}
