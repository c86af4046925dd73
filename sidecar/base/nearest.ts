/** The word of `words` that `typed` was probably meant to be, or undefined when none is close. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  // Two letters, or a third of them, may be wrong (two that changed places count twice); more is another word.
  let bestDistance = Math.max(2, Math.floor(typed.length / 3)) + 1;
  for (const word of words) {
    const distance = editDistance(typed.slice(0, 64), word);
    if (distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein: insertions, deletions and replacements that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
