/** How the live socket is, and which sidecar is at its other end. */
import { Mark } from "../parts/mark.tsx";
import { live } from "../state/live.ts";
import { now } from "../state/now.ts";
import { showAge } from "../state/show-age.ts";
import { words } from "../state/words.ts";

export function ConnectionState() {
  const { bar } = words();
  const node = live.meta.value?.node;
  switch (live.connection.value) {
    case "open":
      return (
        <span class="bar-fact" title={bar.answersHint}>
          <Mark level="ok" label={bar.connected} />
          {node ? bar.answers(node) : bar.connected}
        </span>
      );
    case "connecting":
      return (
        <span class="bar-fact">
          <Mark level="unknown" />
          {bar.connecting}
        </span>
      );
    case "lost":
      return (
        <span class="bar-fact" role="status">
          <Mark level="bad" />
          {bar.lost(live.heardMs.value === 0 ? "–" : showAge(now.ticking - live.heardMs.value))}
        </span>
      );
  }
}
