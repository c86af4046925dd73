/** Transactions of the range, or of a box on the scatter: slowest, failing, by endpoint. */

import { LiveBanners } from "../parts/live-banners.tsx";
import { Segments } from "../parts/segments.tsx";
import { live } from "../state/live.ts";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";
import { EndpointTable } from "../transactions/endpoint-table.tsx";
import { SelectionChips } from "../transactions/selection-chips.tsx";
import { TransactionTable } from "../transactions/transaction-table.tsx";

type Tab = "slowest" | "failing" | "endpoints";

export function TransactionsView() {
  const { transactions } = words();
  const named = route.param("tab");
  const tab: Tab = named === "failing" || named === "endpoints" ? named : "slowest";
  return (
    <>
      <header class="view-head">
        <h1>{transactions.title}</h1>
        <Segments<Tab>
          label={transactions.title}
          value={tab}
          options={[
            { value: "slowest", label: transactions.slowest },
            { value: "failing", label: transactions.failing },
            { value: "endpoints", label: transactions.byEndpoint },
          ]}
          onChoose={(value) => route.patch({ tab: value === "slowest" ? null : value })}
        />
        <SelectionChips />
      </header>
      <LiveBanners completeness={live.overview.value?.completeness} />
      {tab === "endpoints" ? <EndpointTable /> : <TransactionTable failing={tab === "failing"} />}
    </>
  );
}
