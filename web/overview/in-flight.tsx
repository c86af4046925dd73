/** Requests being served at this moment, per server, by how long they have been running. */
import type { ApiServer } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { Card } from "../parts/card.tsx";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";

const TONES = ["brief", "some", "long", "stuck"] as const;

export function InFlight({ servers }: { readonly servers: readonly ApiServer[] }) {
  const { overview } = words();
  const most = Math.max(8, ...servers.map(total));
  const all = servers.reduce((sum, server) => sum + total(server), 0);
  return (
    <Card class="in-flight" title={overview.inFlight} note={formatCount(all)}>
      <ul class="flight-list">
        {servers.map((server) => (
          <li key={`${server.node} ${server.was}`}>
            <a class="flight" href={route.href("servers", null, { was: server.was })}>
              <span class="flight-name">{server.was}</span>
              <span class="flight-total">{formatCount(total(server))}</span>
              <span class="flight-bar">
                {server.inFlight.map((count, band) =>
                  count === 0 ? null : (
                    <span
                      key={TONES[band]}
                      class={`flight-part ${TONES[band]}`}
                      style={{ width: `${(count / most) * 100}%` }}
                      title={`${overview.bands[band]}: ${formatCount(count)}`}
                    />
                  ),
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <table class="flight-bands">
        <tbody>
          {TONES.map((tone, band) => {
            const count = servers.reduce((sum, server) => sum + (server.inFlight[band] ?? 0), 0);
            return (
              <tr key={tone} class={count > 0 ? tone : ""}>
                <td>
                  <span class={`flight-key ${tone}`} />
                  {overview.bands[band]}
                </td>
                <td>{formatCount(count)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

function total(server: ApiServer): number {
  return server.inFlight.reduce((sum, count) => sum + count, 0);
}
