import type { ApiFact } from "../../sidecar/http/api-types.ts";

/** A stretch of an answer: plain words, or words that state a fact. */
export interface TextPiece {
  readonly text: string;
  readonly fact: ApiFact | null;
}

/** Cuts an answer at the figures its facts state, the longest first, so that each can lead to its evidence. */
export function cutAtFacts(text: string, facts: readonly ApiFact[]): TextPiece[] {
  const stated = facts
    .filter((fact) => fact.shown.length > 0 && /\d/.test(fact.shown))
    .sort((a, b) => b.shown.length - a.shown.length);
  let pieces: TextPiece[] = [{ text, fact: null }];
  for (const fact of stated) {
    pieces = pieces.flatMap((piece) => (piece.fact ? [piece] : cutOne(piece.text, fact)));
  }
  return pieces;
}

function cutOne(text: string, fact: ApiFact): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (let at = text.indexOf(fact.shown); at >= 0; at = text.indexOf(fact.shown, at + 1)) {
    // "2" is not stated by the "2" of "12" or of "2.5".
    const before = text[at - 1] ?? " ";
    const after = text.slice(at + fact.shown.length, at + fact.shown.length + 2);
    if (at < from || /[\d.,]/.test(before) || /^(\d|[.,]\d)/.test(after)) {
      continue;
    }
    pieces.push({ text: text.slice(from, at), fact: null }, { text: fact.shown, fact });
    from = at + fact.shown.length;
  }
  pieces.push({ text: text.slice(from), fact: null });
  return pieces.filter((piece) => piece.text !== "");
}
