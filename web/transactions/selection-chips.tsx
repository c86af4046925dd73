/** What narrows the list: a box of the scatter, an endpoint; each can be taken away. */
import { Icon } from "../parts/icon.tsx";
import { boxWords } from "../scatter/box-words.ts";
import { range } from "../state/range.ts";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";
import { selection } from "./selection.ts";

export function SelectionChips() {
  const { transactions } = words();
  const { fromMs, toMs, minUs, maxUs } = selection.read();
  const endpoint = route.param("endpoint");
  const window = range.window();
  const box = {
    fromMs: fromMs ?? window.fromMs,
    toMs: toMs ?? window.toMs,
    minUs: minUs ?? 0,
    maxUs: maxUs ?? Number.MAX_SAFE_INTEGER,
  };
  return (
    <>
      {selection.chosen ? (
        <Chip
          text={`${transactions.selection} ${boxWords(box)}`}
          clear={transactions.clearSelection}
          run={selection.clear}
        />
      ) : null}
      {endpoint ? (
        <Chip
          text={transactions.filterEndpoint(endpoint)}
          clear={transactions.clearSelection}
          run={() => route.patch({ endpoint: null })}
        />
      ) : null}
    </>
  );
}

function Chip({
  text,
  clear,
  run,
}: {
  readonly text: string;
  readonly clear: string;
  readonly run: () => void;
}) {
  return (
    <span class="chip accent">
      {text}
      <button type="button" aria-label={clear} title={clear} onClick={run}>
        <Icon name="close" small />
      </button>
    </span>
  );
}
