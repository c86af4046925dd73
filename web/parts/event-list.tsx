/** What happened, newest first: time, words, how long it lasted. */
import type { ApiEvent } from "../../sidecar/http/api-types.ts";
import { formatDuration } from "../format/format-duration.ts";
import { settings } from "../state/settings.ts";
import { words } from "../state/words.ts";
import { eventLevel } from "./event-level.ts";
import { Mark } from "./mark.tsx";
import { TimeText } from "./time-text.tsx";

/** More than fits a screen is looked for in the grid's own history. */
const SHOWN_MAX = 100;

export function EventList({
  events,
  empty,
}: {
  readonly events: readonly ApiEvent[];
  readonly empty: string;
}) {
  const { grid } = words();
  if (events.length === 0) {
    return <p class="note">{empty}</p>;
  }
  const newest = [...events].sort((a, b) => b.atMs - a.atMs).slice(0, SHOWN_MAX);
  return (
    <ol class="events">
      {newest.map((event) => (
        <li key={`${event.atMs}${event.kind}${event.subject}`} class="event">
          <span class="event-time">
            <TimeText ms={event.atMs} style="day" />
          </span>
          <Mark level={eventLevel(event.kind)} />
          <span class="event-text">{settings.language === "en" ? event.en : event.ko}</span>
          {event.durationMs > 0 ? (
            <span class="note">{grid.lasted(formatDuration(event.durationMs * 1000))}</span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
