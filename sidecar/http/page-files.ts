import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";

const NOT_BUILT =
  "<!doctype html><meta charset=utf-8><title>gyeot</title><h1>gyeot</h1>" +
  "<p>이 사이드카는 동작하고 있지만 화면이 아직 빌드되지 않았습니다. <code>npm run build</code>를 실행하십시오.</p>" +
  "<p>The sidecar runs, but its page has not been built yet. Run <code>npm run build</code>.</p>";

/** The built page. Only files inside `directory`, no dot files, no listings, never a path from a request in an answer. */
export function pageFiles(directory: string): RequestHandler {
  const router = Router();
  router.use(
    express.static(directory, {
      dotfiles: "ignore",
      redirect: false,
      fallthrough: true,
      // The names carry no hash: the browser asks, and is told "not modified".
      cacheControl: false,
      setHeaders: (response) => response.setHeader("Cache-Control", "no-cache"),
    }),
  );
  router.get("/", (_request, response) => {
    const built = existsSync(join(directory, "index.html"));
    response
      .status(built ? 404 : 503)
      .type("html")
      .send(NOT_BUILT);
  });
  return router;
}
