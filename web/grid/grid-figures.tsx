/** The grid in figures. A figure that should be zero is marked when it is not. */
import type { ApiGrid } from "../../sidecar/http/api-types.ts";
import { formatBytes } from "../format/format-bytes.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import { Mark } from "../parts/mark.tsx";
import { words } from "../state/words.ts";

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly watch?: boolean;
}

/** A peer that is this far behind is seen; below it is the time of a few batches. */
const LAG_WATCH_MS = 1000;

export function GridFigures({ grid }: { readonly grid: ApiGrid }) {
  return (
    <ul class="small-figures">
      {figures(grid).map(({ label, value, note, watch }) => (
        <li key={label} class={watch ? "watch" : ""}>
          <span class="small-label">
            {watch ? <Mark level="watch" /> : null}
            {label}
          </span>
          <strong>{value}</strong>
          <span class="note">{note}</span>
        </li>
      ))}
    </ul>
  );
}

function figures(grid: ApiGrid): Figure[] {
  const { grid: word } = words();
  const whole = grid.sessions === 0 ? 1 : grid.sessionsWithAllCopies / grid.sessions;
  const writes = grid.acknowledged + grid.acknowledgedDegraded;
  return [
    { label: word.sessions, value: formatCount(grid.sessions) },
    {
      label: word.copies,
      value: formatShare(whole),
      note: `${formatCount(grid.sessionsWithAllCopies)} / ${formatCount(grid.sessions)}`,
      watch: grid.mode !== "solo" && whole < 1,
    },
    { label: word.lag, value: lagText(grid.lagMs), watch: grid.lagMs >= LAG_WATCH_MS },
    {
      label: word.store,
      value: formatDuration(grid.storeP50Us),
      note: `p50 · p99 ${formatDuration(grid.storeP99Us)}`,
    },
    { label: word.acknowledged, value: formatCount(grid.acknowledged) },
    {
      label: word.degraded,
      value: formatCount(grid.acknowledgedDegraded),
      note: writes === 0 ? "" : formatShare(grid.acknowledgedDegraded / writes),
      watch: grid.mode !== "solo" && grid.acknowledgedDegraded > 0,
    },
    { label: word.refused, value: formatCount(grid.refusedDead) },
    { label: word.conflicts, value: formatCount(grid.conflicts), watch: grid.conflicts > 0 },
    { label: word.tombstones, value: formatCount(grid.tombstones) },
    { label: word.storeBytes, value: formatBytes(grid.storeBytes) },
  ];
}

/** The sidecar knows whole milliseconds; "0 µs" would claim more. */
function lagText(lagMs: number): string {
  return lagMs < 1000 ? `${formatCount(lagMs)}\u00a0ms` : formatDuration(lagMs * 1000);
}
