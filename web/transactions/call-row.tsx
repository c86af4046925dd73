/** One call of the waterfall; pressed, it shows its whole text. */
import { useState } from "preact/hooks";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icon.tsx";
import { words } from "../state/words.ts";
import type { CallNode } from "./call-tree.ts";

/** A call too short to see is still drawn. */
const WIDTH_MIN_PERCENT = 0.4;
const INDENT_PX = 14;

export function CallRow({ node, wholeUs }: { readonly node: CallNode; readonly wholeUs: number }) {
  const word = words().transaction;
  const [open, setOpen] = useState(false);
  const { call, depth, selfUs } = node;
  const left = Math.min(100 - WIDTH_MIN_PERCENT, (call.offsetUs / wholeUs) * 100);
  const width = Math.max(WIDTH_MIN_PERCENT, Math.min(100 - left, (call.durationUs / wholeUs) * 100));
  const name = { jdbc: "SQL", http: "HTTP", pool: word.pool }[call.kind];
  const result =
    call.rows === null ? "" : call.kind === "http" ? String(call.rows) : word.rows(formatCount(call.rows));
  return (
    <div class={call.error ? "call failed" : "call"}>
      <button type="button" class="call-name" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="call-indent" style={{ width: `${(depth + 1) * INDENT_PX}px` }} />
        <span class={`call-kind ${call.kind}`}>{name}</span>
        <span class="call-text">{call.text || call.target}</span>
      </button>
      <span class="call-track">
        <span class={`call-bar ${call.kind}`} style={{ left: `${left}%`, width: `${width}%` }} />
      </span>
      <span class="call-figures">
        <b>{formatDuration(call.durationUs)}</b>
        <span class="note">{result}</span>
      </span>
      {call.error ? (
        <p class="call-error">
          <Icon name="alert" small /> {call.error}
        </p>
      ) : null}
      {open ? (
        <div class="call-more">
          <div class="call-sql">
            <pre>{call.text}</pre>
            <CopyButton text={call.text} />
          </div>
          <Facts
            rows={[
              [word.at, `+${formatDuration(call.offsetUs)}`],
              [word.self, formatDuration(selfUs)],
              [word.target, call.target],
            ]}
          />
        </div>
      ) : null}
    </div>
  );
}
