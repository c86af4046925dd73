/** Pools of one kind, each with how full it is. */
import { Meter } from "../parts/meter.tsx";
import { words } from "../state/words.ts";

interface PoolListProps {
  readonly title: string;
  readonly pools: readonly { readonly name: string; readonly share: number | null; readonly text: string }[];
}

export function PoolList({ title, pools }: PoolListProps) {
  return (
    <section>
      <h3 class="part-head">{title}</h3>
      {pools.length === 0 ? <p class="note">{words().server.noPools}</p> : null}
      <ul class="pools">
        {pools.map((pool) => (
          <li key={pool.name}>
            <span class="pool-name" title={pool.name}>
              {pool.name}
            </span>
            <Meter share={pool.share} text={pool.text} label={`${title} ${pool.name}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
