/** Where one is in a long list, and the way on and back. */
import { formatCount } from "../format/format-count.ts";
import { words } from "../state/words.ts";
import { Icon } from "./icon.tsx";

interface PagerProps {
  readonly offset: number;
  readonly rows: number;
  readonly total: number;
  readonly onMove: (step: -1 | 1) => void;
}

export function Pager({ offset, rows, total, onMove }: PagerProps) {
  const { sessions } = words();
  if (offset === 0 && rows >= total) {
    return null;
  }
  return (
    <span class="pager">
      <span class="note">
        {sessions.page(formatCount(rows === 0 ? 0 : offset + 1), formatCount(offset + rows))}
      </span>
      <button
        type="button"
        class="button small icon-only"
        aria-label={sessions.previous}
        disabled={offset === 0}
        onClick={() => onMove(-1)}
      >
        <Icon name="back" small />
      </button>
      <button
        type="button"
        class="button small icon-only"
        aria-label={sessions.next}
        disabled={offset + rows >= total}
        onClick={() => onMove(1)}
      >
        <Icon name="next" small />
      </button>
    </span>
  );
}
