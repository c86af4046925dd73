import { webcrypto } from "node:crypto";

/** The X.509 library, loaded only by the commands that need it, and set to this runtime's own cryptography. */
export async function loadX509(): Promise<typeof import("@peculiar/x509")> {
  // What it is built on wants this to be there first.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto as never);
  return x509;
}
