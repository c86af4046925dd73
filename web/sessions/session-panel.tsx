/** One session beside the list: what it is, its attributes by name, what happened to it, and the way to end it. */
import { useState } from "preact/hooks";
import type { ApiSessionDetail } from "../../sidecar/http/api-types.ts";
import { formatBytes } from "../format/format-bytes.ts";
import { formatCount } from "../format/format-count.ts";
import { EventList } from "../parts/event-list.tsx";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icon.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { now } from "../state/now.ts";
import { route } from "../state/route.ts";
import { showAge } from "../state/show-age.ts";
import { showTime } from "../state/show-time.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";
import { AttributeTable } from "./attribute-table.tsx";
import { keepList } from "./keep-list.ts";
import { KillDialog } from "./kill-dialog.tsx";
import { sessionListVersion } from "./session-list-version.ts";

const REFRESH_MS = 3000;

export function SessionPanel({ sessionKey }: { readonly sessionKey: string }) {
  const { sessions, ask } = words();
  const resource = useResource<ApiSessionDetail>({
    identity: `session ${sessionKey}`,
    url: () => `/api/sessions/${encodeURIComponent(sessionKey)}`,
    refreshMs: REFRESH_MS,
  });
  return (
    <aside class="card side" aria-label={sessions.one}>
      <header class="card-head">
        <h2>{sessions.one}</h2>
        <code class="note" title={sessions.keyHint}>
          {sessionKey.slice(0, 16)}
        </code>
        <span class="grow" />
        <a
          class="button bare small icon-only"
          href={route.href("sessions", null, keepList())}
          aria-label={ask.close}
        >
          <Icon name="close" small />
        </a>
      </header>
      <ResourceFrame resource={resource}>
        {(data) => <Detail data={data} reload={resource.reload} />}
      </ResourceFrame>
    </aside>
  );
}

function Detail({ data, reload }: { readonly data: ApiSessionDetail; readonly reload: () => void }) {
  const { sessions } = words();
  const [killing, setKilling] = useState(false);
  const [said, setSaid] = useState("");
  const at = now.ticking;
  return (
    <div class="stack">
      <p class="one-line">
        <strong>{data.user || sessions.anonymous}</strong>
        {data.dead ? (
          <span class="chip">{`${sessions.ended}${data.reason ? ` · ${data.reason}` : ""}`}</span>
        ) : null}
      </p>
      <Facts
        rows={[
          [sessions.address, data.address],
          [sessions.app, data.app],
          [sessions.was, data.was],
          [
            sessions.created,
            `${showTime(data.createdMs, "full").slice(0, 19)} (${showAge(at - data.createdMs)})`,
          ],
          [
            sessions.lastAccess,
            `${showTime(data.lastAccessMs, "seconds")} (${showAge(at - data.lastAccessMs)})`,
          ],
          [sessions.timeout, data.maxInactiveS <= 0 ? sessions.never : showAge(data.maxInactiveS * 1000)],
          [sessions.size, formatBytes(data.bytes)],
          [sessions.copies, formatCount(data.copies)],
          [sessions.writes, formatCount(data.writes)],
        ]}
      />
      {said === "" ? null : (
        <p class="said" role="status">
          {said}
        </p>
      )}
      {data.dead ? null : (
        <button type="button" class="button danger" onClick={() => setKilling(true)}>
          {sessions.kill}
        </button>
      )}
      <section>
        <h3 class="part-head" title={sessions.attributesHint}>
          {sessions.attributes} <span class="note">{formatCount(data.attributeList.length)}</span>
        </h3>
        <AttributeTable attributes={data.attributeList} />
      </section>
      <section>
        <h3 class="part-head">{sessions.history}</h3>
        <EventList events={data.history} empty={sessions.noHistory} />
      </section>
      {killing ? (
        <KillDialog
          session={data}
          onClose={(outcome) => {
            setKilling(false);
            if (outcome !== null) {
              setSaid(sessions[outcome]);
              sessionListVersion.value++;
              reload();
            }
          }}
        />
      ) : null}
    </div>
  );
}
