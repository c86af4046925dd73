/**
 * What a sentence claims besides its figures: that a metric went up or down, that all is well or not, that something failed,
 * caused, or should be done. Read the same way from the template and from the model; the model may claim only what the
 * template claims.
 */
import { metricBefore } from "./metric-before.ts";

const DIRECTIONS: readonly (readonly ["up" | "down", RegExp])[] = [
  [
    "up",
    /증가|상승|늘[어었고]|높[아았습은고]|많[아았습은고]|올라|올랐|길어|깁니다|긴\s|느려|초과|급증|상회|increas|higher|\bmore\b|\brose\b|risen|\bgrew|longer|slower|above|exceed/giu,
  ],
  [
    "down",
    /감소|하락|줄[어었고]|낮[아았습은고]|적[어었습은고]|떨어|내려|짧|빨라|미만|급감|하회|decreas|lower|fewer|\bless\b|drop|\bfell\b|fallen|shorter|faster|below|declin/giu,
  ],
];

const CLASSES: readonly (readonly [string, RegExp])[] = [
  [
    "well",
    /정상|양호|원활|안정|문제(?:가|는|도|점이)?\s?없|이상(?:이|은|도)?\s?없|건강|\bwell\b|healthy|\bfine\b|normal|stable|no (?:problem|issue)|smooth/iu,
  ],
  [
    "ill",
    /문제(?:가|는|점이)?\s?(?:있|발생)|비정상|위험|심각|과부하|불안정|이상(?:이|은)\s?있|problem|issue|critical|overload|unhealthy|unstable|danger/iu,
  ],
  [
    "failed",
    /장애|다운|죽었|중단|고장|멈[추췄]|끊[겼어]|사라|실패|fail|crash|outage|\bdown\b|\bdied?\b|dead|stopped|lost\b/iu,
  ],
  [
    "limit",
    /\d\S*\s?(?:이상|이하|초과|넘[게는어]|미만)|(?:at least|at most|up to|over|under|below|above|(?:more|less|fewer) than|최소|최대|적어도)\s?\d/iu,
  ],
  ["lost", /유실|손실|잃|lost|loss/iu],
  ["cause", /원인|때문|탓|인해|덕분|영향으로|because|caus|due to|result of|owing/iu],
  [
    "advice",
    /권장|추천|바랍니다|하십시오|하세요|해야|필요(?:가|합|해)|조치|recommend|should|must\b|need to|advis|please/iu,
  ],
  ["future", /예상|예측|전망|것입니다|될\s?것|겠습니다|will\b|expect|forecast|predict|likely/iu],
  ["attack", /공격|해킹|침입|의심|수상|attack|hack|intru|suspicious|malicious/iu],
  ["change", /재시작|재기동|배포|업데이트|패치|설정\s?변경|restart|deploy|update|upgrade|patch/iu],
  ["band", /평소|normal band|usual/iu],
  [
    "same",
    /차이(?:가|는|라고)?\s?(?:있다고\s?)?(?:없|보기 어렵)|비슷|동일|같은 수준|변화(?:가|는)?\s?없|no (?:real )?difference|similar|same level|unchanged/iu,
  ],
  ["superlative", /역대|사상|최고치|최저치|record (?:high|low)|all[- ]time/iu],
];

const NEGATION = /없|않|아니|아닙|못|\bno\b|\bnot\b|\bnone\b|\bnever\b|n't\b|without/iu;

export function sentenceClaims(sentence: string): string[] {
  const found = new Set<string>();
  const negated = NEGATION.test(sentence);
  for (const [name, pattern] of CLASSES) {
    if (pattern.test(sentence)) {
      found.add(negated ? `${name}:not` : name);
    }
  }
  for (const [direction, pattern] of DIRECTIONS) {
    for (const match of sentence.matchAll(pattern)) {
      const metric = metricBefore(sentence, match.index) ?? "any";
      found.add(`${direction}:${metric}`);
    }
  }
  return [...found];
}
