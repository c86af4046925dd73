/** Where a question is typed. Enter sends, Shift+Enter is a new line, Enter that ends a Korean syllable does neither. */
import { useRef, useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { keyGuard } from "../parts/key-guard.ts";
import { words } from "../state/words.ts";
import { conversation } from "./conversation.ts";

export function Composer() {
  const { ask } = words();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const busy = conversation.turns.value.some((turn) => turn.state === "asking" || turn.state === "wording");
  const send = (): void => {
    if (text.trim() === "") {
      return;
    }
    void conversation.ask(text);
    setText("");
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={text}
        placeholder={ask.placeholder}
        aria-label={ask.title}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !keyGuard(event)) {
            event.preventDefault();
            send();
          }
        }}
      />
      {busy ? (
        <button
          type="button"
          class="button icon-only"
          aria-label={ask.stop}
          title={ask.stop}
          onClick={conversation.stop}
        >
          <Icon name="stop" small />
        </button>
      ) : (
        <button
          type="submit"
          class="button primary icon-only"
          aria-label={ask.send}
          title={ask.send}
          disabled={text.trim() === ""}
        >
          <Icon name="send" small />
        </button>
      )}
    </form>
  );
}
