import { lmdbEnvironment } from "../store/lmdb-environment.ts";

/** A process that opens the store named on its command line, begins to read, and never ends reading. */
const db = lmdbEnvironment.open(process.argv[2] as string);
const transaction = db.useReadTransaction();
db.get(Buffer.from("k"), { transaction });
process.send?.("reading");
setInterval(() => {}, 1_000);
