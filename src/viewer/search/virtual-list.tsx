import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePrinting } from '../screen/printing.js';
import { withCommas } from '../state/format-text.js';

interface VirtualListProps {
  readonly count: number;
  /** Pixels a row. */
  readonly rowHeight: number;
  readonly label: string;
  /** A row that must be in sight; -1 = none. */
  readonly shown?: number;
  /** Changes where the list should begin at its top again. */
  readonly resetKey?: string;
  /** Where the list was when it was last seen is kept under this name. */
  readonly name: string;
  row(number: number): ComponentChildren;
}

const MORE = 6;
/** Rows that are put on paper; a book of lists is not what anybody prints. */
const PRINTED = 2000;
/** By name: the row at the top of the list, and how much of it is hidden (`12.5`). Rows may be of another height when it is seen again. */
const places = new Map<string, number>();

/** Pixels that browsers let a box be high; of a longer list every step of scrolling goes further. */
const TALLEST = 15_000_000;

/** A list of any length: only the rows in sight are in the page. */
export function VirtualList({ count, rowHeight, label, shown = -1, resetKey, name, row }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<readonly [first: number, last: number, shift: number]>([0, 40, 0]);
  const full = useRef(0);
  full.current = count * rowHeight;
  /** Pixels of the list that a pixel of scrolling goes. */
  const pace = ({ clientHeight }: HTMLElement): number =>
    full.current <= TALLEST ? 1 : (full.current - clientHeight) / (TALLEST - clientHeight);
  const look = () => {
    const element = box.current;
    // A list that is hidden has no place to keep: it is shown again where it was.
    if (!element?.clientHeight) return;
    const top = element.scrollTop * pace(element);
    places.set(name, top / rowHeight);
    const first = Math.max(0, Math.floor(top / rowHeight) - MORE);
    const last = Math.ceil((top + element.clientHeight) / rowHeight) + MORE;
    const shift = element.scrollTop - top;
    setRange((range) => (range[0] === first && range[1] === last && range[2] === shift ? range : [first, last, shift]));
  };
  useLayoutEffect(() => {
    const element = box.current!;
    const restore = () => {
      element.scrollTop = ((places.get(name) ?? 0) * rowHeight) / pace(element);
    };
    restore();
    let wasHidden = false;
    const observer = new ResizeObserver(() => {
      if (wasHidden && element.clientHeight) restore();
      wasHidden = !element.clientHeight;
      look();
    });
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [rowHeight]);
  const printing = usePrinting();
  const reset = useRef(resetKey);
  useEffect(() => {
    if (reset.current !== resetKey) box.current?.scrollTo(0, 0);
    reset.current = resetKey;
    look();
  }, [resetKey, count]);
  useEffect(() => {
    const element = box.current;
    if (!element || shown < 0) return;
    const top = shown * rowHeight;
    const seen = element.scrollTop * pace(element);
    if (top < seen || top + rowHeight > seen + element.clientHeight)
      element.scrollTop = Math.max(0, top - element.clientHeight / 2) / pace(element);
  }, [shown]);
  const first = printing ? 0 : Math.min(range[0], Math.max(0, count - 1));
  const last = printing ? Math.min(PRINTED, count) : Math.min(range[1], count);
  const rows: ComponentChildren[] = [];
  for (let number = first; number < last; number++)
    rows.push(
      <li
        key={number}
        style={{ top: `${number * rowHeight + range[2]}px`, height: `${rowHeight}px` }}
        aria-setsize={count}
        aria-posinset={number + 1}
      >
        {row(number)}
      </li>,
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="virtual" ref={box} onScroll={look} aria-label={label} tabIndex={0}>
      <ul style={{ height: `${Math.min(TALLEST, count * rowHeight)}px` }}>{rows}</ul>
      {printing && last < count && <p class="print-only">and {withCommas(count - last)} more that are not printed</p>}
    </section>
  );
}
