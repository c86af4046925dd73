/** Who found the words, why not the model, and what of the model's was struck. */
import type { ApiAnswer } from "../../sidecar/http/api-types.ts";
import { words } from "../state/words.ts";

export function WordingNote({ wording }: { readonly wording: ApiAnswer["wording"] }) {
  const { ask } = words();
  const { struck, fallback } = wording;
  return (
    <div class="wording note">
      <p>{wording.by === "model" ? ask.byModel(wording.model ?? "") : ask.byTemplate}</p>
      {fallback === null ? null : <p>{ask.fallback(fallback)}</p>}
      {struck.length === 0 ? null : (
        <details>
          <summary>{ask.struck(struck.length)}</summary>
          <ul>
            {struck.map((text) => (
              <li key={text}>
                <s>{text}</s>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
