/** The questions and answers of this tab, the newest in sight; before the first, what one can ask. */
import { useEffect, useRef } from "preact/hooks";
import { words } from "../state/words.ts";
import { conversation } from "./conversation.ts";
import { TurnCard } from "./turn-card.tsx";

export function ConversationList() {
  const { ask } = words();
  const turns = conversation.turns.value;
  const list = useRef<HTMLDivElement>(null);
  const last = turns.at(-1);
  // A new question, and its answer, come into sight.
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: "start" });
  }, [last?.id, last?.state]);
  if (turns.length === 0) {
    return (
      <div class="ask-empty">
        <p>{ask.intro}</p>
        <h2 class="part-head">{ask.examples}</h2>
        <ul>
          {ask.question.map((question) => (
            <li key={question}>
              <button type="button" class="example" onClick={() => void conversation.ask(question)}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div class="turns" ref={list} aria-live="polite">
      {turns.map((turn) => (
        <TurnCard key={turn.id} turn={turn} />
      ))}
    </div>
  );
}
