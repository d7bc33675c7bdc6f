import type { PostDetail, ViewerEvidence } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf, parentOf } from '../state/case-data.js';
import { fullTime, percent, placeText } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { LinkDecision } from './link-decision.js';

interface EvidencePanelProps {
  readonly post: number;
  readonly detail: PostDetail;
}

/** Why a post stands below its parent, and which other candidates were rejected. */
export function EvidencePanel({ post, detail }: EvidencePanelProps) {
  const { data, zone } = useApp();
  const parent = parentOf(data, post);
  if (!detail.link || parent < 0) return null;
  const { evidence, rejected } = detail.link;
  return (
    <div class="panel evidence">
      <h3>
        Answers{' '}
        <a href={linkTo('post', data.index.posts.key.at(parent)!)}>
          {visibleText(nameOf(data, data.index.posts.from[parent]!))}, {fullTime(data, parent, zone)}
        </a>{' '}
        with confidence {percent(data.index.posts.confidence[post]!)}
      </h3>
      <EvidenceTable evidence={evidence} />
      <LinkDecision post={data.index.posts.key.at(post)!} parent={null} label="It does not answer this" />
      {rejected.length === 0 && <p class="quiet">No other candidate came into question.</p>}
      {rejected.map((other) => {
        const number = other.parent === null ? undefined : data.postByKey.get(other.parent);
        return (
          <details key={other.parent ?? ''} class="rejected">
            <summary>
              Rejected, {percent(Math.round(other.confidence * 1000))}:{' '}
              {other.parent === null
                ? 'no parent, it would begin a thread'
                : number === undefined
                  ? other.parent
                  : `${visibleText(nameOf(data, data.index.posts.from[number]!))}, ${fullTime(data, number, zone)}`}
            </summary>
            {number !== undefined && (
              <p>
                <a href={linkTo('post', other.parent!)}>
                  {visibleText(data.index.subjects.at(data.index.posts.subject[number]!) ?? '') || '(no subject)'}
                </a>
              </p>
            )}
            <EvidenceTable evidence={other.evidence} />
            {other.parent !== null && (
              <LinkDecision post={data.index.posts.key.at(post)!} parent={other.parent} label="It answers this one" />
            )}
          </details>
        );
      })}
      <p class="quiet small">
        Weights are log10 of likelihood ratios: +2 is a hundred times more likely if it does answer that message. Words:
        ENFSI guideline 2015.
      </p>
    </div>
  );
}

const SCALE = 6;

function EvidenceTable({ evidence }: { readonly evidence: readonly ViewerEvidence[] }) {
  const { data } = useApp();
  if (!evidence.length) return <p class="quiet">No evidence.</p>;
  return (
    <table class="evidence-table">
      <thead>
        <tr>
          <th scope="col">Evidence</th>
          <th scope="col">Weight</th>
          <th scope="col">What was seen</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map((item) => {
          const width = Math.min(SCALE, Math.abs(item.weight)) / SCALE;
          return (
            <tr key={`${item.kind} ${item.detail}`}>
              <th scope="row">{item.name}</th>
              <td class="weight">
                <svg viewBox="-50 0 100 8" width="72" height="8" aria-hidden="true">
                  <line x1="0" x2="0" y1="0" y2="8" class="axis" />
                  <rect
                    x={item.weight < 0 ? -50 * width : 0}
                    y="1"
                    width={50 * width}
                    height="6"
                    class={item.weight < 0 ? 'against' : 'for'}
                  />
                </svg>
                <b>
                  {item.weight < 0 ? '−' : '+'}
                  {Math.abs(item.weight).toFixed(1)}
                </b>
                <span class="quiet">{item.support}</span>
              </td>
              <td>
                {visibleText(item.detail)}
                {item.origins.map((origin) => (
                  <span key={origin.join()} class="place">
                    {placeText(data, origin)}
                  </span>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
