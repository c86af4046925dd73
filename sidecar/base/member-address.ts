/** Where a member is dialled. `name` is empty while nobody has said it: it is then learned from the link. */
export interface MemberAddress {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** Addresses of members as text: `name=host:port` or `host:port`; an IPv6 host stands in brackets. */
export const memberAddress = {
  /** Null when the text is none. */
  parse: (text: string): MemberAddress | null => {
    const equals = text.indexOf("=");
    const name = equals < 0 ? "" : text.slice(0, equals).trim();
    const match = /^(?:\[([0-9a-fA-F:.%a-z]+)\]|([^\s:[\]=,/]+)):(\d{1,5})$/.exec(
      text.slice(equals + 1).trim(),
    );
    const port = Number(match?.[3] ?? 0);
    if (match === null || port < 1 || port > 65_535) return null;
    if (equals >= 0 && !NAME.test(name)) return null;
    return { name, host: match[1] ?? (match[2] as string), port };
  },

  /** What is dialled: `host:port`. */
  target: ({ host, port }: { readonly host: string; readonly port: number }): string =>
    `${host.includes(":") ? `[${host}]` : host}:${port}`,

  text: (address: MemberAddress): string =>
    `${address.name === "" ? "" : `${address.name}=`}${memberAddress.target(address)}`,

  isName: (text: string): boolean => NAME.test(text),
};
