/** Busy of the most there may be, and how many wait. */
import type { ApiPool } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { words } from "../state/words.ts";
import { Meter } from "./meter.tsx";

export function PoolMeter({ pool }: { readonly pool: ApiPool }) {
  const { server } = words();
  const waiting = pool.waiting > 0 ? ` · ${server.waiting(formatCount(pool.waiting))}` : "";
  return (
    <Meter
      share={pool.max > 0 ? pool.busy / pool.max : null}
      text={`${formatCount(pool.busy)}/${formatCount(pool.max)}${waiting}`}
      label={pool.name}
      title={`${pool.name} · ${server.busyMax}`}
    />
  );
}
