/** The mode in force with its promise in words. */
import type { ApiGrid } from "../../sidecar/http/api-types.ts";
import { type Level, Mark } from "../parts/mark.tsx";
import { settings } from "../state/settings.ts";
import { words } from "../state/words.ts";

const LEVEL: Readonly<Record<ApiGrid["state"], Level>> = {
  clustered: "ok",
  degraded: "watch",
  recovering: "watch",
  unreachable: "bad",
};

export function GuaranteeCard({ grid }: { readonly grid: ApiGrid }) {
  const { grid: word } = words();
  const level = LEVEL[grid.state] ?? "unknown";
  return (
    <section class={`guarantee ${level}`}>
      <Mark level={level} />
      <div>
        <h2>
          {word.states[grid.state] ?? grid.state}
          <span class="chip">
            {word.mode} {word[grid.mode]}
          </span>
          <span class="chip">
            {word.durability} {grid.durability}
          </span>
        </h2>
        <p>{settings.language === "en" ? grid.guarantee.en : grid.guarantee.ko}</p>
      </div>
    </section>
  );
}
