/** A share as a thin bar with its figure. Grey until it passes the marks where an operator would look twice. */
interface MeterProps {
  /** 0..1; null when not known. */
  readonly share: number | null;
  readonly text: string;
  readonly label: string;
  readonly title?: string;
  readonly watchAt?: number;
  readonly badAt?: number;
}

export function Meter({ share, text, label, title, watchAt = 0.8, badAt = 0.95 }: MeterProps) {
  const width = Math.round(Math.max(0, Math.min(1, share ?? 0)) * 100);
  const level = share === null ? "" : share >= badAt ? "bad" : share >= watchAt ? "watch" : "";
  return (
    <span class={`meter ${level}`} title={title}>
      <span class="meter-text">{text}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> in colours of their own. */}
      <span
        class="meter-track"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={width}
        aria-valuetext={text}
      >
        <span class="meter-fill" style={{ width: `${width}%` }} />
      </span>
    </span>
  );
}
