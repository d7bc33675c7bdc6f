import type { PostDetail, ViewerQuote } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { counted, fullTime, placeText } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

/** Which messages a post quotes without answering them, and which quote it so. */
export function CrossReferences({ detail }: { readonly detail: PostDetail }) {
  return (
    <>
      <Quotations label="Quotes" quotations={detail.quotes ?? []} />
      <Quotations label="Quoted by" quotations={detail.quotedBy ?? []} />
    </>
  );
}

/** Messages at the other end of cross-references, and where their words stand in the quotation. */
function Quotations({ label, quotations }: { readonly label: string; readonly quotations: readonly ViewerQuote[] }) {
  const { data } = useApp();
  if (!quotations.length) return null;
  return (
    <>
      <dt>{label}</dt>
      {quotations.map(({ post, words, origins }) => {
        const number = data.postByKey.get(post);
        return (
          <dd key={post}>
            <a href={linkTo('post', post)}>
              {number === undefined
                ? post
                : `${visibleText(nameOf(data, data.index.posts.from[number]!))}, ${fullTime(data, number, 'own')}`}
            </a>{' '}
            {counted(words, 'word')}, not answered
            {origins.map((origin) => (
              <span key={origin.join()} class="quiet">
                {' '}
                {placeText(data, origin)}
              </span>
            ))}
          </dd>
        );
      })}
    </>
  );
}
