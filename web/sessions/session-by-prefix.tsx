/** A session known by the beginning of its key, as transactions carry it: finds the whole key and goes there. */
import { useEffect } from "preact/hooks";
import type { ApiSessionList } from "../../sidecar/http/api-types.ts";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { Void } from "../parts/void.tsx";
import { route } from "../state/route.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";
import { keepList } from "./keep-list.ts";

export function SessionByPrefix({ prefix }: { readonly prefix: string }) {
  const { sessions, state } = words();
  const resource = useResource<ApiSessionList>({
    identity: `prefix ${prefix}`,
    url: () =>
      `/api/sessions?${new URLSearchParams({ search: prefix, dead: "1", limit: "10", offset: "0" })}`,
    refreshMs: 0,
  });
  const found = resource.data?.sessions.find((session) => session.key.startsWith(prefix.toLowerCase()))?.key;
  useEffect(() => {
    if (found) {
      route.replace("sessions", found, keepList());
    }
  }, [found]);
  return (
    <aside class="card side" aria-label={sessions.one}>
      <ResourceFrame resource={resource}>
        {() => (found ? null : <Void icon="sessions" title={sessions.absent} body={state.notFound} />)}
      </ResourceFrame>
    </aside>
  );
}
