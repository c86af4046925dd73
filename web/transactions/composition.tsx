/** The transaction's time as one bar: application, session wait, SQL, HTTP, pool wait. */
import type { ApiTransaction } from "../../sidecar/http/api-types.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import { words } from "../state/words.ts";
import { type TimeParts, timeParts } from "./time-parts.ts";

const ORDER: readonly (keyof TimeParts)[] = ["session", "application", "pool", "jdbc", "http"];

export function Composition({ transaction }: { readonly transaction: ApiTransaction }) {
  const word = words().transaction;
  const parts = timeParts(transaction);
  const whole = Math.max(1, transaction.durationUs);
  const shown = ORDER.filter((part) => parts[part] > 0);
  return (
    <>
      <div class="composition" aria-hidden="true">
        {shown.map((part) => (
          <span key={part} class={`part ${part}`} style={{ width: `${(parts[part] / whole) * 100}%` }} />
        ))}
      </div>
      <ul class="composition-legend">
        {shown.map((part) => (
          <li key={part}>
            <span class={`part-key ${part}`} />
            {word[part]}
            <b>{formatDuration(parts[part])}</b>
            <span class="note">{formatShare(parts[part] / whole)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
