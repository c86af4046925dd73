/** A request that did not succeed. `code` is the server's, or "offline", "timeout", "bad_answer" of our own. */
export class RequestFailure extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
