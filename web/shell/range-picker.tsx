/** The time range of the whole page: a few usual ones, and two moments of one's own. */
import { useState } from "preact/hooks";
import { Segments } from "../parts/segments.tsx";
import { type RangeKind, range } from "../state/range.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";
import { RangeForm } from "./range-form.tsx";

export function RangePicker() {
  const { bar } = words();
  const [editing, setEditing] = useState(false);
  const { kind } = range;
  const fixed = kind === "custom" ? range.window() : null;
  return (
    <div class="range">
      <Segments<RangeKind>
        label={bar.range}
        value={kind}
        options={[
          { value: "live", label: bar.live },
          { value: "15m", label: bar.m15 },
          { value: "1h", label: bar.h1 },
          { value: "24h", label: bar.h24 },
          {
            value: "custom",
            label: fixed ? `${showTime(fixed.fromMs, "day")}–${showTime(fixed.toMs, "clock")}` : bar.custom,
            ...(fixed
              ? { title: `${showTime(fixed.fromMs, "full")} – ${showTime(fixed.toMs, "full")}` }
              : {}),
          },
        ]}
        onChoose={(value) => {
          setEditing(value === "custom" && !editing);
          if (value !== "custom") {
            range.choose(value);
          }
        }}
      />
      {editing ? <RangeForm onClose={() => setEditing(false)} /> : null}
    </div>
  );
}
