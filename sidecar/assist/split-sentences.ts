/** A text as its sentences: ends at . ! ? followed by a space, and at line ends. List marks and code fences are taken off. */
export function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?。])(?:["'”’)\]]*)\s+|\n+/u)
    .map((sentence) =>
      sentence
        .replace(/^\s*(?:```\w*|#{1,6}\s|>\s|[-*•·]\s|\d{1,2}[.)]\s)/u, "")
        .replace(/\*\*|__|`/g, "")
        .trim(),
    )
    .filter((sentence) => sentence !== "");
}
