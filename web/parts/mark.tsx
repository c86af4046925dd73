/** How something is, by shape and colour: a ring is well, a triangle wants watching, a square is wrong, a dash is unknown. */
export type Level = "ok" | "watch" | "bad" | "unknown";

const SHAPES: Readonly<Record<Level, preact.JSX.Element>> = {
  ok: <circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" stroke-width="1.8" />,
  watch: <path d="M5 .8 9.600 9H.4Z" fill="currentColor" />,
  bad: <rect x="1" y="1" width="8" height="8" rx="1.500" fill="currentColor" />,
  unknown: <path d="M1.500 5h7" stroke="currentColor" stroke-width="1.800" />,
};

/** `label` is its name for those who do not see it; empty when the text beside it says the same. */
export function Mark({ level, label = "" }: { readonly level: Level; readonly label?: string }) {
  return label === "" ? (
    <svg class={`mark ${level}`} viewBox="0 0 10 10" aria-hidden="true">
      {SHAPES[level]}
    </svg>
  ) : (
    <svg class={`mark ${level}`} viewBox="0 0 10 10" role="img" aria-label={label}>
      <title>{label}</title>
      {SHAPES[level]}
    </svg>
  );
}
