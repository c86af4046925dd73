/** One transaction: where its time went, each call in order, who called it, whose session it was. */
import type { ApiTransaction } from "../../sidecar/http/api-types.ts";
import { formatDuration } from "../format/format-duration.ts";
import { Banner } from "../parts/banner.tsx";
import { Card } from "../parts/card.tsx";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icon.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { StatusCode } from "../parts/status-code.tsx";
import { route } from "../state/route.ts";
import { showTime } from "../state/show-time.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";
import { CallList } from "../transactions/call-list.tsx";
import { Composition } from "../transactions/composition.tsx";
import { downloadJson } from "../transactions/download-json.ts";
import { RelatedList } from "../transactions/related-list.tsx";
import { repeatedSql } from "../transactions/repeated-sql.ts";

export function TransactionView({ id }: { readonly id: string }) {
  const { transaction } = words();
  const resource = useResource<ApiTransaction>({
    identity: `transaction ${id}`,
    url: () => `/api/transactions/${encodeURIComponent(id)}`,
    refreshMs: 0,
  });
  return (
    <>
      <nav class="crumbs" aria-label={transaction.back}>
        <a
          href={route.href("transactions")}
          onClick={(event) => {
            // Back keeps the box and the tab one came from; a page opened by its address has no back.
            if (history.length > 1 && !event.ctrlKey && !event.metaKey) {
              event.preventDefault();
              history.back();
            }
          }}
        >
          <Icon name="back" small /> {transaction.back}
        </a>
      </nav>
      <ResourceFrame resource={resource}>{(data) => <One data={data} />}</ResourceFrame>
    </>
  );
}

function One({ data }: { readonly data: ApiTransaction }) {
  const { transaction, state } = words();
  return (
    <div class="stack">
      {data.missing.length > 0 ? <Banner title={state.missing(data.missing.join(", "))} /> : null}
      <header class="one-head">
        <div>
          <h1>{data.endpoint || data.path}</h1>
          <p class="one-line">
            <strong class="one-duration">{formatDuration(data.durationUs)}</strong>
            <StatusCode status={data.status} />
            <span>{data.was}</span>
            <time class="note" dateTime={new Date(data.startMs).toISOString()}>
              {showTime(data.startMs, "full")}
            </time>
          </p>
        </div>
        <span class="grow" />
        {data.sessionKey ? (
          <a class="button" href={route.href("sessions", data.sessionKey)}>
            <Icon name="sessions" small /> {transaction.openSession}
          </a>
        ) : null}
        <button type="button" class="button" onClick={() => downloadJson(`gyeot-${data.id}.json`, data)}>
          <Icon name="download" small /> {transaction.download}
        </button>
      </header>
      {data.error ? (
        <p class="error-box">
          <Icon name="alert" small /> {data.error}
        </p>
      ) : null}
      {repeatedSql(data.calls).map((repeated) => (
        <Banner
          key={repeated.text}
          title={transaction.repeated(repeated.count, formatDuration(repeated.totalUs))}
          note={repeated.text.slice(0, 120)}
        />
      ))}
      <Card title={transaction.composition} note={formatDuration(data.durationUs)}>
        <Composition transaction={data} />
      </Card>
      <Card title={transaction.calls} note={String(data.calls.length)}>
        <CallList transaction={data} />
      </Card>
      {data.related.length > 0 ? (
        <Card title={transaction.related} note={String(data.related.length)}>
          <RelatedList transaction={data} />
        </Card>
      ) : null}
      <Card>
        <Facts
          rows={[
            [transaction.path, data.path],
            [transaction.app, data.app],
            [transaction.thread, data.thread],
            [transaction.cpu, formatDuration(data.cpuUs)],
            [words().transactions.address, data.address],
            [words().sessions.key, data.sessionKey ?? transaction.noSession],
            [transaction.trace, data.traceId],
          ]}
        />
      </Card>
    </div>
  );
}
