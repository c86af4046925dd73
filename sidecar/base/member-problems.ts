import { type MemberAddress, memberAddress } from "./member-address.ts";

/** Members of one grid, this one among them: a full mesh of links and a view that fits a page. */
const MEMBERS_MAX = 32;

/** What is wrong with a list of members, one sentence each; `own` is the name of this one. Pure. */
export function memberProblems(
  members: readonly MemberAddress[],
  own: string,
  mode: "pair" | "grid",
): string[] {
  const problems: string[] = [];
  const names = new Map<string, string>();
  const targets = new Map<string, string>();
  for (const member of members) {
    const target = memberAddress.target(member);
    if (member.name === "") problems.push(`${target} has no name; write name=${target}`);
    const sameName = names.get(member.name);
    if (member.name !== "" && sameName !== undefined) {
      problems.push(
        `"${member.name}" is there twice (${sameName}, ${target}); give each member its own name`,
      );
    }
    const sameTarget = targets.get(target);
    if (sameTarget !== undefined)
      problems.push(`${target} is there twice (${sameTarget}, ${member.name}); each member has its own`);
    names.set(member.name, target);
    targets.set(target, member.name);
  }
  const others = members.filter(({ name }) => name !== own).length;
  if (mode === "pair" && others !== 1)
    problems.push(`a pair has one other member, the list has ${others}; for more use --mode grid`);
  if (mode === "grid" && others < 2)
    problems.push(`a grid has at least two other members, the list has ${others}; for two use --mode pair`);
  if (others + 1 > MEMBERS_MAX)
    problems.push(`a grid has at most ${MEMBERS_MAX} members, the list makes ${others + 1}`);
  return problems;
}
