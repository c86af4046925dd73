/** The session list: one page of it, sorted and searched by the sidecar. */
import type { ApiSession, ApiSessionList } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { Card } from "../parts/card.tsx";
import { Pager } from "../parts/pager.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { Void } from "../parts/void.tsx";
import { now } from "../state/now.ts";
import { route } from "../state/route.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";
import { sessionListVersion } from "./session-list-version.ts";
import { sessionQuery } from "./session-query.ts";
import { SessionRow } from "./session-row.tsx";
import { SortHead } from "./sort-head.tsx";

const REFRESH_MS = 3000;

export function SessionTable({ chosen }: { readonly chosen: string | null }) {
  const { sessions } = words();
  const path = sessionQuery.path();
  const resource = useResource<ApiSessionList>({
    identity: `${path}#${sessionListVersion.value}`,
    url: () => path,
    refreshMs: REFRESH_MS,
  });
  return (
    <ResourceFrame
      resource={resource}
      isEmpty={(data) => data.sessions.length === 0 && sessionQuery.offset === 0}
      empty={
        <Void
          icon="sessions"
          title={sessions.emptyTitle}
          body={sessionQuery.search === "" ? sessions.emptyBody : sessions.emptySearch}
        />
      }
    >
      {(data) => <Page data={data} chosen={chosen} />}
    </ResourceFrame>
  );
}

function Page({ data, chosen }: { readonly data: ApiSessionList; readonly chosen: string | null }) {
  const { sessions } = words();
  const shown = data.sessions.filter(passes);
  const cut = shown.length < data.sessions.length;
  const { offset, pageRows } = sessionQuery;
  // A filter ends inside this page: then the whole count is known; else only that of the list.
  const total = cut ? offset + shown.length : data.total;
  return (
    <Card
      class="session-card"
      title={sessions.title}
      note={sessionQuery.filter === "all" || cut ? sessions.total(formatCount(total)) : ""}
      aside={
        <Pager
          offset={offset}
          rows={shown.length}
          total={total}
          onMove={(step) => route.patch({ offset: String(Math.max(0, offset + step * pageRows)) })}
        />
      }
    >
      {data.unheard.length > 0 ? <p class="note">{sessions.unheard(data.unheard.join(", "))}</p> : null}
      {shown.length === 0 ? (
        <Void icon="sessions" title={sessions.emptyTitle} body={sessions[hintOf()]} />
      ) : (
        <div class="table-scroll">
          <table class="table hover sessions">
            <thead>
              <tr>
                <th>{sessions.user}</th>
                <th>{sessions.address}</th>
                <th class="wide">{sessions.app}</th>
                <th>{sessions.was}</th>
                <SortHead sort="age" label={sessions.age} />
                <SortHead sort="idle" label={sessions.idle} />
                <SortHead sort="size" label={sessions.size} />
                <th class="number">{sessions.copies}</th>
                <th class="number wide">{sessions.writes}</th>
                <SortHead sort="lastAccess" label={sessions.lastAccess} wide />
              </tr>
            </thead>
            <tbody>
              {shown.map((session) => (
                <SessionRow key={session.key} session={session} chosen={session.key === chosen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function hintOf(): "longHint" | "largeHint" | "emptyBody" {
  const { filter } = sessionQuery;
  return filter === "long" ? "longHint" : filter === "large" ? "largeHint" : "emptyBody";
}

function passes(session: ApiSession): boolean {
  switch (sessionQuery.filter) {
    case "all":
      return true;
    case "long":
      return now.exact() - session.createdMs >= sessionQuery.longMs;
    case "large":
      return session.bytes >= sessionQuery.largeBytes;
  }
}
