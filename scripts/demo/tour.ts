/** What is printed once everything runs: where to look, how to sign in, what to try. Korean, then English. */
import type { Stage } from "./open-stage.ts";

export function tour(stage: Stage): string {
  const [first, second] = stage.hosts;
  const shop = `${stage.balancer.url}/shop/`;
  const guest = stage.users.at(-1);
  const login = `${guest?.name} / ${guest?.password}`;
  const pages = first.page === null ? "(gyeot 없이 / without gyeot)" : `${first.page}/ , ${second.page}/`;
  return `
  가게 Shop            ${shop}      (${login})
  톰캣 예제 Examples   ${stage.balancer.url}/examples/jsp/sessions/carts.jsp
  곁 화면 Page         ${pages}

  둘러보기
   1. 가게에서 로그인하고 장바구니를 채우십시오. 쪽 아래에 어느 서버가 답했는지 나옵니다. 누를 때마다 서버가 바뀝니다.
   2. 1을 눌러 톰캣 하나를 죽이십시오(kill -9). 가게를 다시 누르십시오. 로그인도 장바구니도 그대로입니다.
   3. 곁 화면에서 응답시간 산점도를 끌어 고르고, 느린 거래의 SQL을 보십시오. '상품평까지' 찾기가 일부러 느립니다.
   4. 곁 화면의 질문에 "지금 상태 어때?"라고 물으십시오.

  A short tour
   1. Sign in at the shop and fill the cart. The footer says which server answered; it changes with every click.
   2. Press 1: one Tomcat dies by kill -9. Click on: still signed in, the cart is still there.
   3. On the page, drag over the slow dots of the scatter and read their SQL ("상품평까지" search is slow on purpose).
   4. Ask the page "지금 상태 어때?" or "How are things?".

  1 kill ${first.was}   2 kill ${second.was}   3 kill sidecar 1   4 kill sidecar 2   h kill host 2   r restart what is dead   q quit
`;
}
