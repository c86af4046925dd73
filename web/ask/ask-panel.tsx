/** The ask panel: stands beside any view and knows its range. */
import { Icon } from "../parts/icon.tsx";
import { words } from "../state/words.ts";
import { askPanelOpen } from "./ask-panel-open.ts";
import { Composer } from "./composer.tsx";
import { conversation } from "./conversation.ts";
import { ConversationList } from "./conversation-list.tsx";

export function AskPanel() {
  const { ask } = words();
  return (
    <aside class="ask-panel" aria-label={ask.panel}>
      <header class="card-head">
        <h2>{ask.title}</h2>
        <span class="grow" />
        {conversation.turns.value.length > 0 ? (
          <button type="button" class="button bare small" onClick={conversation.clear}>
            {ask.clear}
          </button>
        ) : null}
        <button
          type="button"
          class="button bare small icon-only"
          aria-label={ask.close}
          onClick={() => {
            askPanelOpen.value = false;
          }}
        >
          <Icon name="close" small />
        </button>
      </header>
      <div class="ask-scroll">
        <ConversationList />
      </div>
      <Composer />
    </aside>
  );
}
