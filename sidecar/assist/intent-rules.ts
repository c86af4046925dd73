/**
 * The sure cases: an ordered list of patterns over a normalised question, Korean without its spaces (people write with and
 * without), English by whole words. The first that matches decides; null leaves the question to the classifier.
 */
import type { Intent } from "./plan.ts";
import type { Unsupported } from "./understanding.ts";

export interface RuledIntent {
  readonly intent: Intent;
  readonly wanted: Unsupported | null;
}

interface Pattern {
  readonly ko: RegExp;
  readonly en: RegExp;
}

const COMPARE: Pattern = {
  ko: /비교|대비|견주|비해|차이(?=알|가|는|를|좀|$)|(?:어제|지난주|저번주|그저께|그제|일전|평소)보다/,
  en: /\b(?:compar\w*|versus|vs|differen\w+|(?:than|from|to) (?:the same time )?(?:yesterday|last week|usual))\b/,
};

const UNSUPPORTED: readonly (Pattern & { readonly wanted: Unsupported })[] = [
  {
    wanted: "deployment",
    ko: /배포(?:후|이후|뒤|전후)/,
    en: /\b(?:since|after) (?:the |this |last )*(?:deploy\w*|release|rollout)\b/,
  },
  {
    wanted: "action",
    ko: /재시작(?:해|시|좀)|재기동(?:해|시|좀)|롤백|배포해|늘려|줄여|스케일|증설해|꺼줘|끊어|종료시|종료해|로그아웃시|강제로그아웃|삭제해/,
    en: /\b(?:restart|reboot|roll ?back|scale (?:up|out|down|the|it)|deploy|shut ?down|kill|kick out|terminate)\b/,
  },
  {
    wanted: "forecast",
    ko: /증설|예측|예상|부족해질|언제쯤|내일|모레|다음주|다음달/,
    en: /\b(?:forecast|predict\w*|capacity|run out|more servers|tomorrow|next (?:week|month|hour))\b/,
  },
  { wanted: "report", ko: /보고서|리포트/, en: /\breports?\b/ },
  { wanted: "region", ko: /지역|전국/, en: /\b(?:regions?|areas?)\b/ },
  {
    wanted: "cause",
    ko: /왜(?!냐)|원인|이유|때문/,
    en: /\b(?:why|root cause|reasons?|caus(?:e|ed|es|ing))\b/,
  },
];

const HELP: Pattern = {
  ko: /^(?:도움말|도와줘|\?+$|무엇을할수있|뭘할수있|뭐할수있|사용법)/,
  en: /^help\b|what (?:can|could) (?:you|i)\b/,
};

/** Words of the grid that nothing else is asked with. */
const FAILOVER: Pattern = {
  ko: /페일오버|절체|이중화|복제|유실|장애/,
  en: /\b(?:fail-?overs?|replicat\w+|outages?|crash\w*)\b/,
};

export function intentRules(text: string): RuledIntent | null {
  const tight = text.replace(/\s+/g, "");
  const matches = ({ ko, en }: Pattern): boolean => ko.test(tight) || en.test(text);
  const wanted = UNSUPPORTED.find(matches)?.wanted;
  if (wanted !== undefined) {
    return { intent: "unsupported", wanted };
  }
  if (matches(HELP)) {
    return { intent: "help", wanted: null };
  }
  if (matches(COMPARE)) {
    // Patterns of failures are not kept; the comparison of load is no answer to that.
    return matches(FAILOVER)
      ? { intent: "unsupported", wanted: "long-history" }
      : { intent: "compare", wanted: null };
  }
  return matches(FAILOVER) ? { intent: "failover", wanted: null } : null;
}
