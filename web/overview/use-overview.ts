/** The overview of the page's range: from the live socket when it shows now, else asked for again and again. */
import type { ApiOverview } from "../../sidecar/http/api-types.ts";
import { closedPoints } from "../state/closed-points.ts";
import { live } from "../state/live.ts";
import { range } from "../state/range.ts";
import { route } from "../state/route.ts";
import { type Resource, useResource } from "../state/use-resource.ts";

export function useOverview(): Resource<ApiOverview> {
  const was = route.param("was");
  const fromSocket = range.kind === "live" && was === null;
  const asked = useResource<ApiOverview>({
    identity: fromSocket ? "live" : `overview ${range.identity} ${was ?? ""}`,
    url: () => (fromSocket ? null : `/api/overview?${range.query()}`),
    refreshMs: fromSocket ? 0 : range.refreshMs,
  });
  if (!fromSocket) {
    return { ...asked, data: asked.data === null ? null : closedPoints(asked.data, asked.loadedMs) };
  }
  const data = live.overview.value;
  return {
    data,
    failure: data === null ? live.failure.value : null,
    loading: data === null,
    loadedMs: live.heardMs.value,
    reload: () => void live.retry(),
  };
}
