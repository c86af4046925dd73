import type { GridMode } from "../grid/grid-mode.ts";
import type { ServerFacts } from "./server-facts.ts";

/** What decides the promise. */
export interface ValkeySituation {
  /** Replicas waited for. */
  readonly copies: number;
  /** Every slot has a master that answers. */
  readonly whole: boolean;
  /** Of all masters that answer. */
  readonly facts: readonly ServerFacts[];
  /** Masters there are. */
  readonly masters: number;
  /** A change in the last seconds was held by too few. */
  readonly degradedLately: boolean;
}

/** A part of the promise in both languages. */
interface Words {
  readonly en: string;
  readonly ko: string;
}

/** The promise in force, made of what the servers were found to be set to. Pure; these sentences are the manual. */
export function valkeyGuarantee(situation: ValkeySituation): GridMode {
  const { copies, whole, facts, masters } = situation;
  if (!whole || facts.length < masters || masters === 0) {
    return mode("degraded", [
      {
        en: "Valkey does not serve all sessions: requests for some of them are told to ask again.",
        ko: "Valkey가 일부 세션을 처리하지 못합니다. 그 세션의 요청에는 다시 물어 달라고 답합니다.",
      },
    ]);
  }
  const few = facts.filter(({ replicas }) => replicas < copies);
  if (few.length > 0 || situation.degradedLately) return mode("degraded", [tooFew(few, copies), loss(facts)]);
  const promise = copies === 0 ? alone() : held(copies);
  return mode(copies === 0 ? "degraded" : "clustered", [promise, ...weak(facts), loss(facts)]);
}

function mode(state: GridMode["state"], words: readonly Words[]): GridMode {
  return {
    state,
    guarantee: words.map(({ en }) => en).join(" "),
    guaranteeKo: words.map(({ ko }) => ko).join(" "),
  };
}

function held(copies: number): Words {
  const s = copies === 1 ? "replica" : "replicas";
  return {
    en: `Every acknowledged change is held by a master of Valkey and ${copies} ${s}; WAIT said so before the answer.`,
    ko: `확인된 변경은 모두 Valkey 마스터와 복제본 ${copies}대에 있습니다. 응답하기 전에 WAIT로 확인합니다.`,
  };
}

function alone(): Words {
  return {
    en: "Acknowledged changes are held by one master of Valkey alone (--valkey-copies 0): its loss loses them.",
    ko: "확인된 변경이 Valkey 마스터 한 대에만 있습니다(--valkey-copies 0). 그 마스터를 잃으면 함께 잃습니다.",
  };
}

function tooFew(few: readonly ServerFacts[], copies: number): Words {
  const where = few.map(({ address, replicas }) => `${address}: ${replicas}`).join(", ");
  const list = where === "" ? "" : ` (${where})`;
  return {
    en: `Some changes are held by fewer than ${copies} replicas${list}; they are acknowledged as degraded and counted.`,
    ko: `일부 변경은 복제본 ${copies}대에 미치지 못합니다${list}. 저하 상태로 확인하고 그 수를 세고 있습니다.`,
  };
}

/** What is true of every Redis and Valkey, however it is set. */
function loss(facts: readonly ServerFacts[]): Words {
  const timeoutMs = Math.max(0, ...facts.map(({ clusterNodeTimeoutMs }) => clusterNodeTimeoutMs ?? 0));
  const [en, ko] =
    timeoutMs === 0
      ? ["until it notices", "알아차릴 때까지"]
      : [
          `for up to ${timeoutMs} ms (cluster-node-timeout)`,
          `최대 ${timeoutMs} ms 동안(cluster-node-timeout)`,
        ];
  return {
    en: `Not promised: a failover may pick a replica that lacks it and lose it, and a master that is cut off serves old sessions ${en}.`,
    ko: `보장하지 않는 것: 장애 전환에서 그 변경이 없는 복제본이 뽑히면 변경을 잃고, 고립된 마스터는 ${ko} 예전 세션을 내줍니다.`,
  };
}

/** Settings of the servers that take something away from the promise. */
function weak(facts: readonly ServerFacts[]): Words[] {
  const at = (found: readonly ServerFacts[]): string => found.map(({ address }) => address).join(", ");
  const words: Words[] = [];
  const loose = facts.filter(({ minReplicasToWrite }) => minReplicasToWrite === 0);
  if (loose.length > 0) {
    words.push({
      en: `A master that is cut off goes on taking changes: set min-replicas-to-write 1 (${at(loose)}).`,
      ko: `고립된 마스터가 변경을 계속 받습니다. min-replicas-to-write 1로 설정하십시오(${at(loose)}).`,
    });
  }
  if (facts.some(({ minReplicasToWrite }) => minReplicasToWrite === null)) {
    words.push({
      en: "Whether min-replicas-to-write is set could not be seen (CONFIG is forbidden).",
      ko: "min-replicas-to-write 설정은 확인할 수 없습니다(CONFIG 금지).",
    });
  }
  const evicting = facts.filter(({ evicts }) => evicts);
  if (evicting.length > 0) {
    words.push({
      en: `When memory is full sessions are dropped silently: set maxmemory-policy noeviction (${at(evicting)}).`,
      ko: `메모리가 차면 세션이 조용히 사라집니다. maxmemory-policy noeviction으로 설정하십시오(${at(evicting)}).`,
    });
  }
  const full = facts.filter(
    (each) => each.maxMemoryBytes > 0 && each.usedMemoryBytes > 0.9 * each.maxMemoryBytes,
  );
  if (full.length > 0) {
    words.push({
      en: `Memory is over 90 % (${at(full)}); at 100 % changes are refused.`,
      ko: `메모리가 90 %를 넘었습니다(${at(full)}). 100 %가 되면 변경을 받지 못합니다.`,
    });
  }
  const memory = facts.filter(({ appendOnly }) => !appendOnly);
  words.push(memory.length > 0 ? memoryOnly(at(memory)) : onDisk(facts));
  return words;
}

function memoryOnly(where: string): Words {
  return {
    en: `It is in memory only: a crash of a master and all its replicas at once loses it (appendonly is off at ${where}).`,
    ko: `메모리에만 있습니다. 마스터와 그 복제본이 한꺼번에 죽으면 잃습니다(appendonly 꺼짐: ${where}).`,
  };
}

function onDisk(facts: readonly ServerFacts[]): Words {
  const always = facts.every(({ appendSync }) => appendSync === "always");
  return always
    ? {
        en: "It is on the master's disk, and survives a crash of all servers.",
        ko: "마스터의 디스크에 있으며 모든 서버가 한꺼번에 죽어도 남습니다.",
      }
    : {
        en: "It survives kill -9 of all servers; power loss of all of them at once loses about the last second.",
        ko: "모든 서버가 kill -9 되어도 남습니다. 모두 한꺼번에 정전되면 마지막 1초가량을 잃습니다.",
      };
}
