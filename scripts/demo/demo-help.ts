/** What `npm run demo -- --help` prints, and what an unknown option is answered with. */
export const demoHelp = `npm run demo                        two Tomcats, a shop, the page; kills by key press; Ctrl-C ends it
npm run demo -- --check             the same story without a person; the last line is JSON; exit 0 only if it held

  --without-gyeot      leave out agent and sidecars, to see what breaks without them
  --tomcat 9|10|11     server line (default 10)
  --seed N             what the users do (default 1)
  --users N            how many (default 24 in --check, 14 else)
  --balancer NAME      haproxy, nginx or own (default: the first that is there)
  --database NAME      postgresql or h2 (default: the first that is there)
  --logs-to FOLDER     copy all logs there at the end
  --no-install         install nothing, use what is there
`;
