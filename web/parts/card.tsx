/** A titled piece of a view. `aside` stands at the right end of the title line. */
import type { ComponentChildren } from "preact";

interface CardProps {
  readonly title?: ComponentChildren;
  readonly note?: ComponentChildren;
  readonly aside?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Card(props: CardProps) {
  return (
    <section class={`card ${props.class ?? ""}`}>
      {props.title === undefined ? null : (
        <header class="card-head">
          <h2>{props.title}</h2>
          {props.note === undefined ? null : <span class="note">{props.note}</span>}
          <span class="grow" />
          {props.aside}
        </header>
      )}
      {props.children}
    </section>
  );
}
