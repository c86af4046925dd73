/**
 * The sure cases: an ordered list of patterns over a normalised question without spaces (Korean is written with and
 * without). The first that matches decides; null leaves the question to the classifier.
 */
import type { Intent } from "./plan.ts";
import type { Unsupported } from "./understanding.ts";

export interface RuledIntent {
  readonly intent: Intent;
  readonly wanted: Unsupported | null;
}

const COMPARE = /비교|대비|차이|견주|비해|보다(?!시|니|가)|compar|versus|\bvs\b|diff/;
const EARLIER =
  /어제|어저께|그저께|그제|지난주|저번주|전주|전일|전날|일전|주전|하루전|yesterday|lastweek|weekago|daysago|dayago|daybefore/;

const UNSUPPORTED: readonly (readonly [RegExp, Unsupported])[] = [
  [
    /재시작|재기동|롤백|배포해|늘려|줄여|스케일|증설해|꺼줘|끊어|종료시|종료해|강제로그아웃|삭제해|지워|restart|rollback|rollitback|scale|deploy|shutdown|killthe|killsession|killall|kickout/,
    "action",
  ],
  [/증설|예측|예상|부족해질|언제쯤|forecast|predict|capacity|runout|needmoreservers/, "forecast"],
  [/보고서|리포트|report(?!ed)/, "report"],
  [/지역|전국|region|area/, "region"],
  [/왜(?!냐)|원인|이유|때문|\bwhy|rootcause|reason|what'?scausing|whatcaused/, "cause"],
];

export function intentRules(text: string): RuledIntent | null {
  const tight = text.replace(/\s+/g, "");
  const compares = COMPARE.test(tight) || /\bvs\b/.test(text);
  for (const [pattern, wanted] of UNSUPPORTED) {
    if (pattern.test(tight) && !(wanted === "forecast" && compares && EARLIER.test(tight))) {
      return { intent: "unsupported", wanted };
    }
  }
  if (/^(?:help|도움말|도와줘|\?+|무엇을할수있|뭘할수있)/.test(tight)) {
    return { intent: "help", wanted: null };
  }
  if (compares) {
    return { intent: "compare", wanted: null };
  }
  return null;
}
