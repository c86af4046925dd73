/** An answer's words; each figure leads to what it was computed from. Text only, whatever is in it. */
import type { ApiFact } from "../../sidecar/http/api-types.ts";
import { cutAtFacts } from "./cut-at-facts.ts";
import { pageLink } from "./page-link.ts";

export function AnswerText({ text, facts }: { readonly text: string; readonly facts: readonly ApiFact[] }) {
  return (
    <p class="answer-text">
      {cutAtFacts(text, facts).map((piece, index) => {
        const link = pageLink(piece.fact?.link);
        return link === null ? (
          piece.text
        ) : (
          // Pieces of one text have no other name.
          <a
            key={index}
            class="figure-link"
            href={link}
            title={`${piece.fact?.label} · ${piece.fact?.source}`}
          >
            {piece.text}
          </a>
        );
      })}
    </p>
  );
}
