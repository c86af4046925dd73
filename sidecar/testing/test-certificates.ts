import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CertificatePair, type CertificateSpan, makeCertificate } from "../cli/make-certificate.ts";

const DAY_MS = 24 * 3_600_000;

/** A CA of a test and what it signs, good or not, as files in one directory. */
export class TestCertificates {
  readonly #directory: string;
  readonly #ca: CertificatePair;

  private constructor(directory: string, ca: CertificatePair) {
    this.#directory = directory;
    this.#ca = ca;
    writeFileSync(this.caFile, ca.cert);
  }

  static async make(directory: string): Promise<TestCertificates> {
    return new TestCertificates(directory, await makeCertificate.ca("test CA", TestCertificates.days(30)));
  }

  /** From yesterday until in `days` days; negative: it ended then, and began a day before. */
  static days(days: number): CertificateSpan {
    const end = Date.now() + days * DAY_MS;
    return { notBefore: new Date(Math.min(Date.now(), end) - DAY_MS), notAfter: new Date(end) };
  }

  get caFile(): string {
    return join(this.#directory, "ca.crt");
  }

  /** Writes NAME.crt and NAME.key (or FILE.crt, FILE.key), over what is there. */
  async member(
    name: string,
    more: { readonly file?: string; readonly days?: number } = {},
  ): Promise<string[]> {
    const names = { name, hosts: [], ips: ["127.0.0.1"] };
    const pair = await makeCertificate.member(this.#ca, names, TestCertificates.days(more.days ?? 10));
    const file = join(this.#directory, more.file ?? name);
    writeFileSync(`${file}.key`, pair.key, { mode: 0o600 });
    writeFileSync(`${file}.crt`, pair.cert);
    return this.flags(more.file ?? name);
  }

  /** Flags of a sidecar with these files. */
  flags(file: string): string[] {
    const path = join(this.#directory, file);
    return ["--peer-cert", `${path}.crt`, "--peer-key", `${path}.key`, "--peer-ca", this.caFile];
  }
}
