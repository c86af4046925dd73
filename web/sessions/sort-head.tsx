/** A column head by which the list can be sorted, descending: the longest, the largest, the newest first. */
import { Icon } from "../parts/icon.tsx";
import { route } from "../state/route.ts";
import { type SessionSort, sessionQuery } from "./session-query.ts";

interface SortHeadProps {
  readonly sort: SessionSort;
  readonly label: string;
  readonly wide?: boolean;
}

export function SortHead({ sort, label, wide = false }: SortHeadProps) {
  const active = sessionQuery.sort === sort;
  return (
    <th class={`number ${wide ? "wide" : ""}`} aria-sort={active ? "descending" : "none"}>
      <button
        type="button"
        class="sort"
        onClick={() => route.patch({ sort: sort === "lastAccess" ? null : sort, filter: null, offset: null })}
      >
        {label}
        {active ? <Icon name="down" small /> : null}
      </button>
    </th>
  );
}
