/** Four figures: transactions a second, p95, errors, concurrent users. Coloured only where something is wrong. */
import type { ApiOverview, UserKey } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import type { Level } from "../parts/mark.tsx";
import { Segments } from "../parts/segments.tsx";
import { live } from "../state/live.ts";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";
import { BigFigure } from "./big-figure.tsx";
import { newestRate } from "./newest-rate.ts";
import { userKey } from "./user-key.ts";

/** Where an operator is asked to look: shares of failed requests, and waiting a user notices. */
const ERRORS = { watch: 0.01, bad: 0.05 } as const;
const P95_US = { watch: 1_000_000, bad: 3_000_000 } as const;

export function BigFigures({ data }: { readonly data: ApiOverview }) {
  const { overview } = words();
  const rate = newestRate(data.points);
  const p95 = rate?.p95Us ?? null;
  const key = userKey();
  const users = data.concurrent[key];
  return (
    <div class="figures">
      <BigFigure
        label={overview.tps}
        value={formatCount(rate?.perSecond)}
        unit={overview.tpsUnit}
        level={rate === null ? "unknown" : "ok"}
        spark={data.points.map((point) => (point.count / point.widthMs) * 1000)}
        title={overview.band}
      />
      <BigFigure
        label={overview.p95}
        value={formatDuration(p95)}
        level={level(p95, P95_US)}
        spark={data.points.map((point) => point.p95Us)}
        title={overview.band}
      />
      <BigFigure
        label={overview.errors}
        value={formatCount(rate?.errorsPerMinute)}
        unit={overview.errorsUnit}
        level={level(rate?.errorShare ?? null, ERRORS)}
        beside={rate === null ? "" : formatShare(rate.errorShare)}
        spark={data.points.map((point) => (point.errors / point.widthMs) * 60_000)}
        title={overview.band}
      />
      <BigFigure
        label={overview.users}
        value={formatCount(users.count)}
        unit={overview.usersUnit}
        level="ok"
        beside={overview.errorBound(formatShare(users.error))}
        aside={<UserKeys value={key} />}
        spark={data.points.map((point) => point.users[key])}
        title={overview.errorBoundHint}
      />
    </div>
  );
}

function UserKeys({ value }: { readonly value: UserKey }) {
  const { overview } = words();
  const cookie = live.meta.value?.userCookie;
  return (
    <Segments<UserKey>
      small
      label={overview.userKey}
      value={value}
      options={[
        { value: "address", label: overview.byAddress },
        { value: "session", label: overview.bySession },
        { value: "cookie", label: overview.byCookie, ...(cookie ? { title: cookie } : {}) },
      ]}
      onChoose={(users) => route.patch({ users }, true)}
    />
  );
}

function level(value: number | null, marks: { readonly watch: number; readonly bad: number }): Level {
  if (value === null) {
    return "unknown";
  }
  return value >= marks.bad ? "bad" : value >= marks.watch ? "watch" : "ok";
}
