/** Where every transaction of the agents went: created = stored + pending + dropped by reason. */
import type { ApiLedger } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { Card } from "../parts/card.tsx";
import { Mark } from "../parts/mark.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";

const REFRESH_MS = 5000;

export function LedgerCard() {
  const { server } = words();
  const resource = useResource<ApiLedger>({
    identity: "ledger",
    url: () => "/api/ledger",
    refreshMs: REFRESH_MS,
  });
  return (
    <Card title={server.ledger} note={server.ledgerHint}>
      <ResourceFrame
        resource={resource}
        isEmpty={(data) => data.agents.length === 0}
        empty={<p class="note">{server.emptyTitle}</p>}
      >
        {(data) => (
          <table class="table">
            <thead>
              <tr>
                <th>{server.was}</th>
                <th class="number">{server.created}</th>
                <th class="number">{server.stored}</th>
                <th class="number">{server.pending}</th>
                <th>{server.dropped}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {data.agents.map((agent) => (
                <Row key={agent.was} agent={agent} />
              ))}
            </tbody>
          </table>
        )}
      </ResourceFrame>
    </Card>
  );
}

function Row({ agent }: { readonly agent: ApiLedger["agents"][number] }) {
  const { server } = words();
  const dropped = agent.dropped.reduce((sum, { count }) => sum + count, 0);
  const balanced = agent.created === agent.stored + agent.pending + dropped;
  return (
    <tr>
      <th scope="row">{agent.was}</th>
      <td class="number">{formatCount(agent.created)}</td>
      <td class="number">{formatCount(agent.stored)}</td>
      <td class="number">{formatCount(agent.pending)}</td>
      <td class={dropped > 0 ? "watch" : ""}>
        {dropped === 0
          ? "0"
          : agent.dropped.map(({ reason, count }) => `${reason} ${formatCount(count)}`).join(", ")}
      </td>
      <td>
        <span class={`with-mark ${balanced ? "ok" : "bad"}`}>
          <Mark level={balanced ? "ok" : "bad"} />
          {balanced ? server.balanced : server.unbalanced}
        </span>
      </td>
    </tr>
  );
}
