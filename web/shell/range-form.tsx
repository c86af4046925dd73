/** Two moments, typed in the site's zone. */
import { useState } from "preact/hooks";
import { zoneOffset } from "../format/zone-offset.ts";
import { live } from "../state/live.ts";
import { range } from "../state/range.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";

export function RangeForm({ onClose }: { readonly onClose: () => void }) {
  const { bar } = words();
  const start = range.window();
  const [from, setFrom] = useState(() => fieldText(start.fromMs));
  const [to, setTo] = useState(() => fieldText(start.toMs));
  const fromMs = fieldTime(from);
  const toMs = fieldTime(to);
  const valid = toMs > fromMs;
  return (
    <form
      class="popover"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) {
          range.chooseFixed({ fromMs, toMs });
          onClose();
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          onClose();
        }
      }}
    >
      <label class="field">
        {bar.from}
        <input
          class="input"
          type="datetime-local"
          step="1"
          value={from}
          onInput={(e) => setFrom(e.currentTarget.value)}
        />
      </label>
      <label class="field">
        {bar.to}
        <input
          class="input"
          type="datetime-local"
          step="1"
          value={to}
          onInput={(e) => setTo(e.currentTarget.value)}
        />
      </label>
      {valid ? null : <p class="note">{bar.invalidRange}</p>}
      <div class="row end">
        <button type="button" class="button bare" onClick={onClose}>
          {bar.close}
        </button>
        <button type="submit" class="button primary" disabled={!valid}>
          {bar.apply}
        </button>
      </div>
    </form>
  );
}

function fieldText(ms: number): string {
  return showTime(ms, "full").slice(0, 19).replace(" ", "T");
}

/** A wall-clock time of the site's zone as a moment; NaN while it is not complete. */
function fieldTime(text: string): number {
  const asUtc = Date.parse(`${text}${text.length === 16 ? ":00" : ""}Z`);
  if (Number.isNaN(asUtc)) {
    return Number.NaN;
  }
  const zone = live.meta.peek()?.timeZone ?? "";
  // The offset is that of the moment itself, found in two steps because it may differ around a clock change.
  const near = asUtc - zoneOffset(asUtc, zone);
  return asUtc - zoneOffset(near, zone);
}
