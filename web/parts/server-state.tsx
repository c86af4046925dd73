/** Up, late or down, in shape, colour and word. */
import type { ApiServer } from "../../sidecar/http/api-types.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";
import { type Level, Mark } from "./mark.tsx";

const LEVEL: Readonly<Record<ApiServer["state"], Level>> = { up: "ok", stale: "watch", down: "bad" };

export function ServerState({ server }: { readonly server: ApiServer }) {
  const word = words().server[server.state];
  return (
    <span class={`with-mark ${LEVEL[server.state]}`} title={showTime(server.lastSeenMs, "full")}>
      <Mark level={LEVEL[server.state]} />
      {word}
    </span>
  );
}
