/** One figure to read from across the room: value, unit, a word beneath, its shape behind. */
import type { ComponentChildren } from "preact";
import type { Level } from "../parts/mark.tsx";
import { Mark } from "../parts/mark.tsx";
import { Sparkline } from "../parts/sparkline.tsx";
import { words } from "../state/words.ts";

interface BigFigureProps {
  readonly label: string;
  /** "123 ms": what stands after the last space is the unit. */
  readonly value: string;
  readonly unit?: string;
  readonly level: Level;
  readonly beside?: ComponentChildren;
  readonly aside?: ComponentChildren;
  readonly spark: readonly (number | null)[];
  readonly title: string;
}

export function BigFigure(props: BigFigureProps) {
  const [value = "", ...units] = props.value.split("\u00a0");
  const unit = [units.join("\u00a0"), props.unit].filter((part) => part).join(" ");
  return (
    <section class={`figure ${props.level}`} title={props.title}>
      <header class="figure-head">
        {props.level === "ok" || props.level === "unknown" ? null : <Mark level={props.level} />}
        <h2>{props.label}</h2>
        <span class="grow" />
        {props.aside}
      </header>
      <p class="figure-value">
        <strong>{value}</strong>
        <span class="figure-unit">{unit}</span>
        <span class="figure-beside">{props.beside}</span>
      </p>
      <Sparkline values={props.spark} title={words().overview.band} />
    </section>
  );
}
