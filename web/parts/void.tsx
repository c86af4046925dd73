/** A view or card with nothing in it: what is missing, and what to do about it. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

interface VoidProps {
  readonly icon?: IconName;
  readonly title: string;
  readonly body?: string;
  readonly children?: ComponentChildren;
}

export function Void(props: VoidProps) {
  return (
    <div class="void">
      <Icon name={props.icon ?? "empty"} />
      <strong>{props.title}</strong>
      {props.body ? <p>{props.body}</p> : null}
      {props.children}
    </div>
  );
}
