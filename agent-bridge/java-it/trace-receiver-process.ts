/** The receiver of traces as a process of its own, so that a test can stop and kill it. Talks to its parent only. */
import { fileURLToPath } from "node:url";
import { TraceReceiver } from "./trace-receiver.ts";

/** What it has seen so far. */
export interface ReceiverState {
  readonly rows: number;
  readonly duplicates: number;
  readonly streams: number;
  readonly faults: readonly string[];
  readonly settled: boolean;
  readonly created: number;
  readonly sent: number;
  readonly dropped: number;
  readonly reasons: Readonly<Record<string, number>>;
}

/** File to fork; its one argument is the run directory. */
export const traceReceiverProcess = fileURLToPath(import.meta.url);

if (process.send !== undefined && process.argv[1] === traceReceiverProcess) {
  const receiver = new TraceReceiver(process.argv[2] ?? "");
  process.on("message", (wanted) => {
    if (wanted === "state") {
      process.send?.(state(receiver));
    } else {
      receiver.silent = wanted === "silent";
    }
  });
  process.on("disconnect", () => process.exit());
  await receiver.start();
  process.send("ready");
}

function state(receiver: TraceReceiver): ReceiverState {
  const ledger = receiver.ledger;
  const reasons = Object.fromEntries(
    (ledger?.transactionsDropped ?? []).map((drop) => [drop.reason, drop.count]),
  );
  return {
    rows: receiver.rows.length,
    duplicates: receiver.duplicates,
    streams: receiver.streams,
    faults: receiver.faults,
    settled: receiver.settled(),
    created: ledger?.transactionsCreated ?? 0,
    sent: ledger?.transactionsSent ?? 0,
    dropped: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    reasons,
  };
}
