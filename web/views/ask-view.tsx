/** Questions and answers on a page of their own. */
import { useEffect } from "preact/hooks";
import { Composer } from "../ask/composer.tsx";
import { conversation } from "../ask/conversation.ts";
import { ConversationList } from "../ask/conversation-list.tsx";
import { focusComposer } from "../ask/focus-composer.ts";
import { words } from "../state/words.ts";

export function AskView() {
  const { ask } = words();
  useEffect(focusComposer, []);
  return (
    <div class="ask-view">
      <header class="view-head">
        <h1>{ask.title}</h1>
        <span class="grow" />
        {conversation.turns.value.length > 0 ? (
          <button type="button" class="button bare small" onClick={conversation.clear}>
            {ask.clear}
          </button>
        ) : null}
      </header>
      <div class="ask-scroll">
        <ConversationList />
      </div>
      <Composer />
    </div>
  );
}
