/** The sidecars of the grid. */
import type { ApiGrid } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { type Level, Mark } from "../parts/mark.tsx";
import { TimeText } from "../parts/time-text.tsx";
import { words } from "../state/words.ts";

type Member = ApiGrid["members"][number];

const LEVEL: Readonly<Record<Member["state"], Level>> = {
  self: "ok",
  alive: "ok",
  suspect: "watch",
  dead: "bad",
  unknown: "unknown",
};

export function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { grid, server } = words();
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            <th>{server.node}</th>
            <th>{server.state}</th>
            <th>{grid.since}</th>
            <th>{grid.address}</th>
            <th class="number">{grid.roundTrip}</th>
            <th class="number">{grid.skew}</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.node}>
              <th scope="row">{member.node}</th>
              <td>
                <span class={`with-mark ${LEVEL[member.state] ?? "unknown"}`}>
                  <Mark level={LEVEL[member.state] ?? "unknown"} />
                  {grid.memberStates[member.state] ?? member.state}
                </span>
                {member.syncing ? <span class="chip watch">{grid.syncing}</span> : null}
              </td>
              <td>
                <TimeText ms={member.sinceMs} style="day" />
              </td>
              <td>{member.address || "–"}</td>
              <td class="number">{member.state === "self" ? "–" : formatDuration(member.roundTripUs)}</td>
              <td class="number">
                {member.state === "self" ? "–" : `${formatCount(member.clockSkewMs)}\u00a0ms`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
