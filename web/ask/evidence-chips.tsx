/** The facts of an answer, each a way to what it was computed from. */
import type { ApiFact } from "../../sidecar/http/api-types.ts";
import { words } from "../state/words.ts";
import { pageLink } from "./page-link.ts";

/** More are in "why"; a wall of chips is read by nobody. */
const SHOWN_MAX = 8;

export function EvidenceChips({ facts }: { readonly facts: readonly ApiFact[] }) {
  const { ask } = words();
  const known = facts.filter((fact) => fact.value !== null);
  if (known.length === 0) {
    return null;
  }
  return (
    <ul class="evidence" aria-label={ask.evidence}>
      {known.slice(0, SHOWN_MAX).map((fact) => {
        const link = pageLink(fact.link);
        const text = (
          <>
            {fact.label} <b>{fact.shown}</b>
          </>
        );
        return (
          <li key={fact.id}>
            {link === null ? (
              <span class="chip">{text}</span>
            ) : (
              <a class="chip link" href={link}>
                {text}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
