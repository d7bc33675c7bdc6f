import { useEffect, useState } from 'preact/hooks';
import { visibleLines, visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { postOfKey } from '../state/find-keys.js';
import { fullTime } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { type DiffPiece, diffTexts } from '../state/word-diff.js';

/** The address of two posts side by side. */
export const linkToComparison = (one: string, other: string): string => linkTo('compare', `${one} ${other}`);

/** Two posts side by side, with the words in which they differ. */
export function ComparePage() {
  const { data, blocks, route } = useApp();
  const posts = route.key.split(' ').map((key) => postOfKey(data, key));
  const [one = -1, other = -1] = posts;
  const [failure, setFailure] = useState('');
  const [, draw] = useState(0);
  useEffect(() => {
    if (one < 0 || other < 0) return;
    Promise.all([blocks.load(one, one + 1), blocks.load(other, other + 1)]).then(
      () => draw((count) => count + 1),
      (error: Error) => setFailure(error.message),
    );
  }, [one, other]);
  if (one < 0 || other < 0)
    return (
      <div class="page">
        <h1>Two posts</h1>
        <p class="empty">There are no two posts with these keys.</p>
      </div>
    );
  const [first, second] = [blocks.peek(one), blocks.peek(other)];
  const texts = first && second ? diffTexts(first.text ?? '', second.text ?? '') : null;
  return (
    <div class="page wide compare">
      <h1>Two posts side by side</h1>
      {failure && <p class="warn-text">{failure}</p>}
      {!texts && !failure && <p class="empty">Reading …</p>}
      {texts && (
        <div class="sides">
          <Side post={one} pieces={texts.before} is="del" />
          <Side post={other} pieces={texts.after} is="ins" />
        </div>
      )}
    </div>
  );
}

interface SideProps {
  readonly post: number;
  readonly pieces: readonly DiffPiece[];
  readonly is: 'del' | 'ins';
}

function Side({ post, pieces, is }: SideProps) {
  const { data, zone } = useApp();
  const { posts, subjects } = data.index;
  return (
    <section class="tile side">
      <h2>
        <a href={linkTo('post', posts.key.at(post)!)}>{visibleText(nameOf(data, posts.from[post]!))}</a>
      </h2>
      <p class="quiet">
        {fullTime(data, post, zone)} · {visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}
      </p>
      <div class="side-text" dir="auto">
        <DiffText pieces={pieces} is={is} />
      </div>
    </section>
  );
}

/** A text with the words marked that the other text has otherwise; a screen reader is told where they begin and end. */
export function DiffText({ pieces, is: Tag }: Pick<SideProps, 'pieces' | 'is'>) {
  return (
    <>
      {pieces.map((piece, at) =>
        piece.changed ? (
          <span key={at} class="change">
            <span class="hidden"> [otherwise there: </span>
            <Tag>{visibleLines(piece.text)}</Tag>
            <span class="hidden">] </span>
          </span>
        ) : (
          visibleLines(piece.text)
        ),
      )}
    </>
  );
}
