/** Writer and time of a change: a hybrid logical clock. Structurally the Version of the wire. */
export interface Version {
  readonly ms: number;
  readonly counter: number;
  /** Name of the sidecar that ordered the change. */
  readonly node: string;
}
