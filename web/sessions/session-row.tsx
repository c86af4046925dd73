/** One session of the list. */
import type { ApiSession } from "../../sidecar/http/api-types.ts";
import { formatBytes } from "../format/format-bytes.ts";
import { formatCount } from "../format/format-count.ts";
import { Mark } from "../parts/mark.tsx";
import { TimeText } from "../parts/time-text.tsx";
import { now } from "../state/now.ts";
import { route } from "../state/route.ts";
import { showAge } from "../state/show-age.ts";
import { words } from "../state/words.ts";
import { keepList } from "./keep-list.ts";
import { sessionQuery } from "./session-query.ts";

export function SessionRow({ session, chosen }: { readonly session: ApiSession; readonly chosen: boolean }) {
  const { sessions } = words();
  const at = now.ticking;
  const age = at - session.createdMs;
  const long = age >= sessionQuery.longMs;
  const large = session.bytes >= sessionQuery.largeBytes;
  return (
    <tr
      class={`${chosen ? "chosen" : ""} ${session.dead ? "dim" : ""}`}
      onClick={() => route.go("sessions", session.key, keepList())}
    >
      <th scope="row" class="clip">
        <a
          href={route.href("sessions", session.key, keepList())}
          {...(chosen ? { "aria-current": "true" as const } : {})}
        >
          {session.user || <span class="note">{sessions.anonymous}</span>}
        </a>
        {session.dead ? <span class="chip">{sessions.ended}</span> : null}
      </th>
      <td>{session.address || "–"}</td>
      <td class="wide clip">{session.app}</td>
      <td>{session.was}</td>
      <td class="number" title={long ? sessions.longHint : ""}>
        {long ? <Mark level="watch" label={sessions.longLived} /> : null} {showAge(age)}
      </td>
      <td class="number">{showAge(at - session.lastAccessMs)}</td>
      <td class="number" title={large ? sessions.largeHint : ""}>
        {large ? <Mark level="watch" label={sessions.oversized} /> : null} {formatBytes(session.bytes)}
      </td>
      <td class="number">{formatCount(session.copies)}</td>
      <td class="number wide">{formatCount(session.writes)}</td>
      <td class="number wide">
        <TimeText ms={session.lastAccessMs} />
      </td>
    </tr>
  );
}
