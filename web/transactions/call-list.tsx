/** The waterfall: the transaction and each call inside it, where it began and how long it took. */
import type { ApiTransaction } from "../../sidecar/http/api-types.ts";
import { formatDuration } from "../format/format-duration.ts";
import { words } from "../state/words.ts";
import { CallRow } from "./call-row.tsx";
import { callTree } from "./call-tree.ts";
import { timeParts } from "./time-parts.ts";

export function CallList({ transaction }: { readonly transaction: ApiTransaction }) {
  const word = words().transaction;
  const whole = Math.max(1, transaction.durationUs);
  const nodes = callTree(transaction.calls);
  return (
    <div class="waterfall">
      <div class="waterfall-axis" aria-hidden="true">
        <span />
        <span class="waterfall-times">
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <i key={share} style={{ left: `${share * 100}%` }}>
              {share === 0 ? "0" : formatDuration(whole * share)}
            </i>
          ))}
        </span>
        <span />
      </div>
      <div class="call root">
        <span class="call-name">
          <span class="call-kind application">{transaction.app || word.application}</span>
          <span class="call-text">{transaction.endpoint || transaction.path}</span>
        </span>
        <span class="call-track">
          <span class="call-bar application" style={{ left: "0%", width: "100%" }} />
        </span>
        <span class="call-figures">
          <b>{formatDuration(transaction.durationUs)}</b>
          <span class="note">{word.selfShort(formatDuration(timeParts(transaction).application))}</span>
        </span>
      </div>
      {nodes.map((node, index) => (
        // A finished transaction's calls never change order.
        <CallRow key={index} node={node} wholeUs={whole} />
      ))}
      {nodes.length === 0 ? <p class="note">{word.noCalls}</p> : null}
    </div>
  );
}
