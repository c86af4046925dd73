import { lmdbEnvironment } from "../store/lmdb-environment.ts";

/** A process that opens the store named on its command line, begins to read, and never ends reading. */
const db = lmdbEnvironment.open(process.argv[2] as string);
const transaction = db.useReadTransaction();
db.get(Buffer.from("k"), { transaction });
process.send?.("reading");
// Named here so that it is never collected: a transaction that nobody holds is ended, and nothing is stuck.
setInterval(() => transaction, 1_000);
process.once("disconnect", () => process.exit());
