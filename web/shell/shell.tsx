/** The frame of the page: rail, top bar, the view of the address, the ask panel beside it. */
import { useEffect } from "preact/hooks";
import { AskPanel } from "../ask/ask-panel.tsx";
import { askPanelOpen } from "../ask/ask-panel-open.ts";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";
import { AskView } from "../views/ask-view.tsx";
import { GridView } from "../views/grid-view.tsx";
import { OverviewView } from "../views/overview-view.tsx";
import { ServersView } from "../views/servers-view.tsx";
import { SessionsView } from "../views/sessions-view.tsx";
import { TransactionView } from "../views/transaction-view.tsx";
import { TransactionsView } from "../views/transactions-view.tsx";
import { Rail } from "./rail.tsx";
import { slashKey } from "./slash-key.ts";
import { TopBar } from "./top-bar.tsx";
import { ViewGuard } from "./view-guard.tsx";

export function Shell() {
  const asking = askPanelOpen.value && route.view !== "ask";
  useEffect(() => {
    document.addEventListener("keydown", slashKey);
    return () => document.removeEventListener("keydown", slashKey);
  }, []);
  const title = words().nav[route.view];
  useEffect(() => {
    document.title = `${title} · gyeot`;
  }, [title]);
  return (
    <div class={asking ? "shell asking" : "shell"}>
      <button type="button" class="skip" onClick={() => document.getElementById("view")?.focus()}>
        {words().nav.skip}
      </button>
      <Rail />
      <TopBar />
      <main class="view" id="view" tabIndex={-1} key={route.view}>
        <ViewGuard>
          <CurrentView />
        </ViewGuard>
      </main>
      {asking ? <AskPanel /> : null}
    </div>
  );
}

function CurrentView() {
  switch (route.view) {
    case "overview":
      return <OverviewView />;
    case "transactions":
      return route.id === null ? <TransactionsView /> : <TransactionView id={route.id} />;
    case "sessions":
      return <SessionsView />;
    case "servers":
      return <ServersView />;
    case "grid":
      return <GridView />;
    case "ask":
      return <AskView />;
  }
}
