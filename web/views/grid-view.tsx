/** The session grid: what it promises, who is in it, how far behind the copies are, what happened. */
import type { ApiGrid } from "../../sidecar/http/api-types.ts";
import { AgentTable } from "../grid/agent-table.tsx";
import { GridFigures } from "../grid/grid-figures.tsx";
import { GuaranteeCard } from "../grid/guarantee-card.tsx";
import { MemberTable } from "../grid/member-table.tsx";
import { Card } from "../parts/card.tsx";
import { EventList } from "../parts/event-list.tsx";
import { LiveBanners } from "../parts/live-banners.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { Void } from "../parts/void.tsx";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";

const REFRESH_MS = 2000;

export function GridView() {
  const { grid } = words();
  const resource = useResource<ApiGrid>({ identity: "grid", url: () => "/api/grid", refreshMs: REFRESH_MS });
  return (
    <>
      <header class="view-head">
        <h1>{grid.title}</h1>
      </header>
      <LiveBanners />
      <ResourceFrame resource={resource}>{(data) => <Grid data={data} />}</ResourceFrame>
    </>
  );
}

function Grid({ data }: { readonly data: ApiGrid }) {
  const { grid, state } = words();
  return (
    <div class="stack">
      <GuaranteeCard grid={data} />
      {data.state === "unreachable" ? (
        <Void icon="alert" title={state.unavailable} />
      ) : (
        <Standing data={data} />
      )}
      <Card title={grid.failovers}>
        <EventList events={data.events} empty={grid.noFailovers} />
      </Card>
    </div>
  );
}

/** Figures and members; of a grid that does not answer there are none, and zeros would be a lie. */
function Standing({ data }: { readonly data: ApiGrid }) {
  const { grid } = words();
  return (
    <>
      <GridFigures grid={data} />
      <div class="halves">
        <Card title={grid.members} note={String(data.members.length)}>
          <MemberTable members={data.members} />
        </Card>
        <Card title={grid.agents} note={String(data.agents.length)}>
          <AgentTable agents={data.agents} />
        </Card>
      </div>
    </>
  );
}
