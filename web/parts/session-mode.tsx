/** How the agent keeps sessions at this moment; why, on hover. */
import type { ApiServer } from "../../sidecar/http/api-types.ts";
import { words } from "../state/words.ts";
import { type Level, Mark } from "./mark.tsx";

const LEVEL: Readonly<Record<string, Level>> = {
  clustered: "ok",
  recovering: "watch",
  degraded: "watch",
  local: "bad",
  off: "unknown",
};

export function SessionMode({ server }: { readonly server: ApiServer }) {
  const level = LEVEL[server.sessionMode] ?? "unknown";
  return (
    <span class={`with-mark ${level}`} title={server.sessionHook}>
      <Mark level={level} />
      {words().server.modes[server.sessionMode] ?? (server.sessionMode || "–")}
    </span>
  );
}
