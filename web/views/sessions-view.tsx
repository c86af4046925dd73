/** Who is logged in: search, sort, pages; one session beside the list, and the way to end it. */
import { Banner } from "../parts/banner.tsx";
import { LiveBanners } from "../parts/live-banners.tsx";
import { SessionByPrefix } from "../sessions/session-by-prefix.tsx";
import { SessionPanel } from "../sessions/session-panel.tsx";
import { SessionSearch } from "../sessions/session-search.tsx";
import { SessionTable } from "../sessions/session-table.tsx";
import { live } from "../state/live.ts";
import { route } from "../state/route.ts";
import { settings } from "../state/settings.ts";
import { words } from "../state/words.ts";

/** A whole key in hex; transactions carry only its first half. */
const KEY_DIGITS = 32;

export function SessionsView() {
  const { sessions, grid } = words();
  const { id } = route;
  const state = live.grid.value;
  const weak = state !== null && state.mode !== "solo" && state.state !== "clustered";
  return (
    <>
      <header class="view-head">
        <h1>{sessions.title}</h1>
        <SessionSearch />
      </header>
      <LiveBanners />
      {weak ? (
        <Banner
          title={grid.states[state.state] ?? state.state}
          note={settings.language === "en" ? state.guarantee.en : state.guarantee.ko}
        />
      ) : null}
      <div class={id === null ? "split" : "split open"}>
        <SessionTable chosen={id} />
        {id === null ? null : id.length < KEY_DIGITS ? (
          <SessionByPrefix prefix={id} />
        ) : (
          <SessionPanel sessionKey={id} />
        )}
      </div>
    </>
  );
}
