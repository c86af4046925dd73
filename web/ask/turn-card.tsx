/** One question with its answer: words, chart, table, evidence, what was not known, and who found the words. */
import type { ApiAnswer } from "../../sidecar/http/api-types.ts";
import { failureWords } from "../parts/failure-words.ts";
import { RequestFailure } from "../state/request-failure.ts";
import { words } from "../state/words.ts";
import { AnswerChart } from "./answer-chart.tsx";
import { AnswerTable } from "./answer-table.tsx";
import { AnswerText } from "./answer-text.tsx";
import { AnswerWhy } from "./answer-why.tsx";
import { conversation, type Turn } from "./conversation.ts";
import { EvidenceChips } from "./evidence-chips.tsx";
import { WordingNote } from "./wording-note.tsx";

export function TurnCard({ turn }: { readonly turn: Turn }) {
  const { ask } = words();
  const busy = turn.state === "asking" || turn.state === "wording";
  return (
    <article class="turn" aria-busy={busy}>
      <h2 class="turn-question">{turn.question}</h2>
      {turn.answer ? <Answer answer={turn.answer} draft={turn.draft} /> : null}
      {busy ? (
        <p class="note thinking" role="status">
          {turn.state === "asking" ? ask.thinking : ask.wording}
        </p>
      ) : null}
      {turn.state === "stopped" ? <p class="note">{ask.stopped}</p> : null}
      {turn.failure ? (
        <div class="error-box" role="alert">
          <span>
            {ask.failed}: {failureWords(new RequestFailure(turn.failure.code, turn.failure.message, 0))}
          </span>
          <button type="button" class="button small" onClick={() => void conversation.ask(turn.question)}>
            {ask.again}
          </button>
        </div>
      ) : null}
    </article>
  );
}

function Answer({ answer, draft }: { readonly answer: ApiAnswer; readonly draft: string | null }) {
  const { ask } = words();
  return (
    <>
      {draft === null ? (
        <AnswerText text={answer.text} facts={answer.facts} />
      ) : (
        <p class="answer-text draft">{draft}</p>
      )}
      {answer.charts.map((chart) => (
        <AnswerChart key={chart.title} chart={chart} />
      ))}
      {answer.tables.map((table) => (
        <AnswerTable key={table.title} table={table} />
      ))}
      {answer.unknown.length > 0 ? (
        <section class="answer-unknown">
          <h3>{ask.unknown}</h3>
          <ul>
            {answer.unknown.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <EvidenceChips facts={answer.facts} />
      {answer.facts.length > 0 ? <AnswerWhy answer={answer} /> : null}
      {draft === null ? <WordingNote wording={answer.wording} /> : null}
    </>
  );
}
