import { useEffect, useState } from 'preact/hooks';
import type { AlteredQuoteDetail } from '../../finding/altered-quote/altered-quote.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { fullTime, placeText } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { type PassagePair, passagesAround } from '../state/word-diff.js';
import { DiffText } from '../thread/compare-page.js';

/** An altered quotation on one sheet: the original sentence beside the quoted one, who wrote, who quoted, who carried it on, every change. */
export function AlteredQuotation({ detail }: { readonly detail: AlteredQuoteDetail }) {
  const { data, blocks } = useApp();
  const [, draw] = useState(0);
  const quoting = data.postByKey.get(detail.quoting) ?? -1;
  // Where the original was not produced, what it read is not known: two quotations of it stand beside each other.
  const isUnproduced = detail.against !== null;
  const original = data.postByKey.get(detail.against ?? detail.quoted ?? '') ?? -1;
  useEffect(() => {
    const loads = [quoting, original].map((post) => (post < 0 ? null : blocks.load(post, post + 1)));
    // What cannot be read is told where a thread is opened; the words that were changed stand below.
    Promise.all(loads).then(
      () => draw((count) => count + 1),
      () => undefined,
    );
  }, [quoting, original]);
  const [text, quoted] = [blocks.peek(original)?.text, blocks.peek(quoting)];
  const places = (quoted?.changes ?? []).flatMap(({ at }) => at ?? []);
  const passages = original >= 0 && text && quoted?.text ? passagesAround(text, quoted.text, places) : [];
  return (
    <>
      <div class="sides heads">
        <Head label={isUnproduced ? 'Quoted otherwise by' : 'Written by'} post={original} />
        <Head label="Quoted by" post={quoting} />
      </div>
      {isUnproduced && <Unproduced quoted={detail.quoted} />}
      {passages.map((passage, at) => (
        <Passage key={at} passage={passage} isUnproduced={isUnproduced} />
      ))}
      <Changes changes={detail.changes} isUnproduced={isUnproduced} />
      <Others label="Carried on by" keys={detail.carriedOn} />
      <Others
        label="Quoted alike by others, who did not have it from here: the original may have read so"
        keys={detail.alike}
      />
    </>
  );
}

function Head({ label, post }: { readonly label: string; readonly post: number }) {
  const { data, zone } = useApp();
  const { posts, subjects } = data.index;
  return (
    <section class="side">
      <h2>{label}</h2>
      {post < 0 ? (
        <p class="quiet">not in this report</p>
      ) : (
        <p>
          <a href={linkTo('post', posts.key.at(post)!)}>
            <b>{visibleText(nameOf(data, posts.from[post]!))}</b>
          </a>
          , {fullTime(data, post, zone)}
          <span class="place">{visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}</span>
        </p>
      )}
    </section>
  );
}

/** What both quote, and that nobody produced it. */
function Unproduced({ quoted }: { readonly quoted: string | null }) {
  const { data, zone } = useApp();
  const post = data.postByKey.get(quoted ?? '');
  return (
    <p class="lead">
      Both quote{' '}
      {post === undefined ? (
        'a message'
      ) : (
        <a href={linkTo('post', quoted!)}>
          {visibleText(nameOf(data, data.index.posts.from[post]!))}, {fullTime(data, post, zone)}
        </a>
      )}{' '}
      that was not produced: which of the two has its words is not known.
    </p>
  );
}

interface PassageProps {
  readonly passage: PassagePair;
  readonly isUnproduced: boolean;
}

function Passage({ passage, isUnproduced }: PassageProps) {
  return (
    <div class="sides passage">
      <blockquote class="side tile" dir="auto" data-label={isUnproduced ? 'as quoted otherwise' : 'as written'}>
        <DiffText pieces={passage.before} is="del" />
      </blockquote>
      <blockquote class="side tile" dir="auto" data-label="as quoted">
        <DiffText pieces={passage.after} is="ins" />
      </blockquote>
    </div>
  );
}

interface ChangesProps {
  readonly changes: AlteredQuoteDetail['changes'];
  readonly isUnproduced: boolean;
}

function Changes({ changes, isUnproduced }: ChangesProps) {
  const { data } = useApp();
  const place = ({ source, offset, length, row }: AlteredQuoteDetail['changes'][number]['origins'][number]) => {
    const number = data.index.sources.findIndex(({ name }) => name === source);
    return placeText(data, row === undefined ? [number, offset, length] : [number, offset, length, row]);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="Every change">
      <table class="table changes">
        <caption>Every change</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">{isUnproduced ? 'In the other quotation' : 'In the original'}</th>
            <th scope="col">As quoted</th>
            <th scope="col">Class</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change, at) => (
            <tr key={at}>
              <td>{change.kind}</td>
              <td>
                {change.before ? <del>{visibleText(change.before)}</del> : <em>nothing</em>}
                {change.origins[0] && <span class="place">{place(change.origins[0])}</span>}
              </td>
              <td>
                {change.after ? <ins>{visibleText(change.after)}</ins> : <em>nothing</em>}
                {change.origins[1] && <span class="place">{place(change.origins[1])}</span>}
              </td>
              <td>
                {change.class}
                {change.reason && <span class="place">{change.reason}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Others({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  const { data, zone } = useApp();
  if (!keys.length) return null;
  return (
    <>
      <h2>{label}</h2>
      <ul class="entries">
        {keys.map((key) => {
          const post = data.postByKey.get(key);
          return (
            <li key={key} data-row tabIndex={-1}>
              <a href={linkTo('post', key)}>
                {post === undefined
                  ? key
                  : `${visibleText(nameOf(data, data.index.posts.from[post]!))}, ${fullTime(data, post, zone)}`}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
