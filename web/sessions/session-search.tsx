/** Search field and filters of the session list. The sidecar searches; the page waits until typing pauses. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { Segments } from "../parts/segments.tsx";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";
import { type SessionFilter, sessionQuery } from "./session-query.ts";

const PAUSE_MS = 250;

export function SessionSearch() {
  const { sessions } = words();
  const asked = sessionQuery.search;
  const [text, setText] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Another way to the same view (a link, back) changes the address under the field.
  useEffect(() => setText(asked), [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (value: string): void => route.patch({ q: value.trim(), offset: null }, true);
  return (
    <>
      <search class="search">
        <Icon name="search" small />
        <input
          class="input"
          type="search"
          value={text}
          placeholder={sessions.search}
          aria-label={sessions.search}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setText(value);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => ask(value), PAUSE_MS);
          }}
        />
      </search>
      <Segments<SessionFilter>
        label={sessions.title}
        value={sessionQuery.filter}
        options={[
          { value: "all", label: sessions.all },
          { value: "long", label: sessions.longLived, title: sessions.longHint },
          { value: "large", label: sessions.oversized, title: sessions.largeHint },
        ]}
        onChoose={(value) =>
          route.patch({ filter: value === "all" ? null : value, offset: null, sort: null })
        }
      />
      <label class="check">
        <input
          type="checkbox"
          checked={sessionQuery.dead}
          onChange={(event) => route.patch({ dead: event.currentTarget.checked ? "1" : null, offset: null })}
        />
        {sessions.dead}
      </label>
    </>
  );
}
