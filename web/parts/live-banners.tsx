/** What is amiss with live data: the socket is lost (stale), or some servers did not answer (partial). */
import type { ApiOverview } from "../../sidecar/http/api-types.ts";
import { live } from "../state/live.ts";
import { now } from "../state/now.ts";
import { showAge } from "../state/show-age.ts";
import { words } from "../state/words.ts";
import { Banner } from "./banner.tsx";

export function LiveBanners({
  completeness,
}: {
  readonly completeness?: ApiOverview["completeness"] | undefined;
}) {
  const { state } = words();
  const lost = live.connection.value === "lost" && live.heardMs.value > 0;
  return (
    <>
      {lost ? (
        <Banner title={state.stale(showAge(now.ticking - live.heardMs.value))} note={state.staleWhy} />
      ) : null}
      {completeness && completeness.reported < completeness.known ? (
        <Banner title={state.partial(completeness.reported, completeness.known)} note={state.partialWhy} />
      ) : null}
    </>
  );
}
