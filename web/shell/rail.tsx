/** The left rail: where one can go, in icons and words. */
import { Icon, type IconName } from "../parts/icon.tsx";
import { live } from "../state/live.ts";
import type { View } from "../state/parse-hash.ts";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";

const VIEWS: readonly (View & IconName)[] = [
  "overview",
  "transactions",
  "sessions",
  "servers",
  "grid",
  "ask",
];

export function Rail() {
  const { nav } = words();
  return (
    <nav class="rail" aria-label={nav.label}>
      <a class="brand" href={route.href("overview")} aria-label="gyeot">
        <svg class="brand-mark" viewBox="0 0 18 20" aria-hidden="true">
          <rect class="brand-tall" x="1" y="0" width="9" height="20" rx="3" />
          <rect class="brand-beside" x="12" y="8" width="5" height="12" rx="2.500" />
        </svg>
        <span>gyeot</span>
      </a>
      <ul>
        {VIEWS.map((view) => (
          <li key={view}>
            <a
              class="rail-link"
              href={route.href(view)}
              title={nav[view]}
              {...(route.view === view ? { "aria-current": "page" as const } : {})}
            >
              <Icon name={view} />
              <span>{nav[view]}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="rail-foot">{live.meta.value ? `gyeot ${live.meta.value.version}` : ""}</p>
    </nav>
  );
}
