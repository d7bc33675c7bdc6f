import type { PostDetail } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { fullTime, placeText } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { LoadFileEntry } from './load-file-entry.js';
import { CrossReferences } from './quotations.js';

/** Where the post stands in what was handed over. */
export function Provenance({ detail, postKey }: { readonly detail: PostDetail; readonly postKey: string }) {
  const { data } = useApp();
  const { copies = [], copyKeys = [], produced = [], witnesses = [], messageId, duplicateOf } = detail;
  return (
    <dl class="provenance">
      <dt>Key</dt>
      <dd class="mono">{postKey}</dd>
      {messageId && <dt>Message-ID</dt>}
      {messageId && <dd class="mono">{visibleText(messageId)}</dd>}
      {duplicateOf && <dt>Duplicate of</dt>}
      {duplicateOf && (
        <dd>
          <a href={linkTo('post', duplicateOf)}>{duplicateOf}</a>
        </dd>
      )}
      {copies.length > 0 && <dt>{copies.length > 1 ? 'Copies' : 'Read from'}</dt>}
      {copies.map((origin, index) => (
        <dd key={origin.join()}>
          {placeText(data, origin)}
          {index > 0 && copyKeys[index - 1] && <span class="quiet"> joined by {copyKeys[index - 1]}</span>}
          {data.index.sources[origin[0]]?.custodian && (
            <span class="badge custodian">{visibleText(data.index.sources[origin[0]]!.custodian!)}</span>
          )}
        </dd>
      ))}
      {produced.map((document) => (
        <LoadFileEntry key={document.row.join()} document={document} />
      ))}
      <CrossReferences detail={detail} />
      {witnesses.length > 0 && <dt>Known from</dt>}
      {witnesses.map((witness) => {
        const number = data.postByKey.get(witness.post);
        return (
          <dd key={`${witness.post} ${witness.origin?.join() ?? ''}`}>
            <a href={linkTo('post', witness.post)}>
              {number === undefined
                ? witness.post
                : `${visibleText(nameOf(data, data.index.posts.from[number]!))}, ${fullTime(data, number, 'own')}`}
            </a>
            {witness.origin && <span class="quiet"> {placeText(data, witness.origin)}</span>}
          </dd>
        );
      })}
    </dl>
  );
}
