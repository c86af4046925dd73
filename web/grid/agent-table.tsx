/** The agents that keep their sessions in this grid. */
import type { ApiGrid } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { Mark } from "../parts/mark.tsx";
import { TimeText } from "../parts/time-text.tsx";
import { words } from "../state/words.ts";

export function AgentTable({ agents }: { readonly agents: ApiGrid["agents"] }) {
  const { grid, server } = words();
  if (agents.length === 0) {
    return <p class="note">{grid.noAgents}</p>;
  }
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            <th>{server.was}</th>
            <th>{server.state}</th>
            <th>{grid.since}</th>
            <th />
            <th class="number">{grid.near}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => {
            const attached = agent.state === "attached";
            return (
              <tr key={agent.was} class={attached ? "" : "dim"}>
                <th scope="row">{agent.was}</th>
                <td>
                  <span class={`with-mark ${attached ? "ok" : "bad"}`}>
                    <Mark level={attached ? "ok" : "bad"} />
                    {attached ? grid.attached : grid.gone}
                  </span>
                  {agent.visitor ? (
                    <span class="chip watch" title={grid.visitorHint}>
                      {grid.visitor}
                    </span>
                  ) : null}
                </td>
                <td>
                  <TimeText ms={agent.sinceMs} style="day" />
                </td>
                <td class="note">{agent.server}</td>
                <td class="number">{formatCount(agent.nearSessions)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
