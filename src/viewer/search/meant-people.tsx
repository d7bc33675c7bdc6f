import { parseQuery } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { onlyPerson, personsMeant } from '../state/find-persons.js';
import { counted } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

const ASKS_PEOPLE = new Set(['from', 'to', 'person']);
const SHOWN = 6;

/** Whom a query takes together where several people fit one name, each a link to that one alone; or that nobody fits. */
export function MeantPeople() {
  const { data, route } = useApp();
  const terms = parseQuery(route.query).filter(({ field }) => field !== null && ASKS_PEOPLE.has(field));
  const lines = terms.flatMap((term) => {
    const found = personsMeant(data, term);
    const persons = [...found.keys()].filter((person) => found[person] === 1);
    return persons.length === 1 ? [] : [{ term, persons }];
  });
  if (!lines.length) return null;
  const { id } = data.index.persons;
  return (
    <div class="meant" role="status">
      {lines.map(({ term, persons }) => (
        <p key={`${term.field} ${term.text}`} class="quiet">
          {persons.length === 0
            ? `Nobody is named “${visibleText(term.text)}”.`
            : `“${visibleText(term.text)}” fits ${counted(persons.length, 'person', 'people')}, taken together: `}
          {persons.slice(0, SHOWN).map((person, at) => (
            <span key={person}>
              {at > 0 && ', '}
              <a href={linkTo('threads', '', onlyPerson(id.at(person)!))} title={visibleText(id.at(person)!)}>
                {visibleText(nameOf(data, person))}
              </a>
            </span>
          ))}
          {persons.length > SHOWN && ` and ${persons.length - SHOWN} more`}
        </p>
      ))}
    </div>
  );
}
