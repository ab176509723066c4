// Watches a context for what must never happen: a request to another origin, an error in the console, an uncaught
// error, a violation of the policy. A test that provokes one says so with `allow`.
import assert from "node:assert/strict";

const LOCAL_SCHEMES = ["data:", "blob:", "about:"];

export class Guard {
  requests = [];
  #origin;
  #problems = [];
  #allowed = [];

  constructor(origin) {
    this.#origin = origin;
  }

  async watch(context) {
    await context.exposeBinding("rondoViolation", (_source, what) => this.#note("policy", what));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        window.rondoViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}`);
      });
    });
    // The context sees the requests of every page, frame and worker in it.
    context.on("request", (request) => this.#request(request.url()));
    context.on("console", (message) => {
      if (message.type() === "error") this.#note("console", `${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.#note("uncaught", error.error()?.message ?? String(error.error())));
    context.on("page", (page) => {
      page.on("websocket", (socket) => this.#request(socket.url()));
      page.on("crash", () => this.#note("crash", page.url()));
    });
  }

  /** From here on, problems whose text fits are expected. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  /** Fails when something happened that must not. */
  check() {
    assert.deepEqual(this.#problems, [], "the page did what it must never do");
  }

  #request(url) {
    this.requests.push(url);
    const isOwn = LOCAL_SCHEMES.some((scheme) => url.startsWith(scheme)) || new URL(url).origin === this.#origin;
    if (!isOwn) this.#note("request to another origin", url);
  }

  #note(kind, text) {
    const problem = `${kind}: ${text}`;
    if (!this.#allowed.some((pattern) => pattern.test(problem))) this.#problems.push(problem);
  }
}
