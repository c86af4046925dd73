/** The top bar: range, question, what the monitor costs, who answers, how the connection is, language, theme. */
import { askPanelOpen } from "../ask/ask-panel-open.ts";
import { focusComposer } from "../ask/focus-composer.ts";
import { formatShare } from "../format/format-share.ts";
import { Icon } from "../parts/icon.tsx";
import { live } from "../state/live.ts";
import { route } from "../state/route.ts";
import { settings } from "../state/settings.ts";
import { words } from "../state/words.ts";
import { ConnectionState } from "./connection-state.tsx";
import { RangePicker } from "./range-picker.tsx";

export function TopBar() {
  const { bar } = words();
  const dark = settings.theme === "dark";
  const was = route.param("was");
  return (
    <header class="bar">
      <RangePicker />
      {was ? (
        <span class="chip accent">
          {bar.onlyServer(was)}
          <button type="button" aria-label={bar.allServers} onClick={() => route.patch({ was: null })}>
            <Icon name="close" small />
          </button>
        </span>
      ) : null}
      <span class="bar-space" />
      <button
        type="button"
        class="ask-open"
        aria-keyshortcuts="/"
        onClick={() => {
          askPanelOpen.value = true;
          focusComposer();
        }}
      >
        <Icon name="ask" small />
        <span>{bar.ask}</span>
        <kbd>/</kbd>
      </button>
      <MonitorCost />
      <ConnectionState />
      <button
        type="button"
        class="button bare"
        aria-label={bar.languageLabel}
        onClick={() => settings.setLanguage(settings.language === "en" ? "ko" : "en")}
      >
        {bar.language}
      </button>
      <button
        type="button"
        class="button bare icon-only"
        aria-label={dark ? bar.light : bar.dark}
        title={dark ? bar.light : bar.dark}
        onClick={() => settings.setTheme(dark ? "light" : "dark")}
      >
        <Icon name={dark ? "sun" : "moon"} />
      </button>
    </header>
  );
}

function MonitorCost() {
  const { bar } = words();
  const known = (live.overview.value?.servers ?? []).flatMap((server) =>
    server.agentCpu === null ? [] : [{ was: server.was, share: server.agentCpu }],
  );
  if (known.length === 0) {
    return null;
  }
  const mean = known.reduce((sum, { share }) => sum + share, 0) / known.length;
  const each = known.map(({ was, share }) => `${was} ${formatShare(share)}`).join(", ");
  return (
    <span class="bar-fact optional" title={`${bar.costHint}\n${each}`}>
      {bar.cost(formatShare(mean))}
    </span>
  );
}
