// A host of its own for tests of what happens when a host changes, breaks or is gone: a copy of dist/ in a temporary
// folder, served below /planner/ with the policy of production.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const BASE = "/planner/";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

export class Host {
  /** Every path that was asked for, and answered or not. */
  requests = [];
  #folder = mkdtempSync(join(tmpdir(), "rondo-host-"));
  #policy = /Content-Security-Policy: (.*)/.exec(readFileSync(join(DIST, "_headers"), "utf8"))[1];
  #server = createServer((request, response) => this.#answer(request, response));
  #isDown = false;

  static async start() {
    const host = new Host();
    host.reset();
    await new Promise((resolve) => host.#server.listen(0, "127.0.0.1", resolve));
    host.url = `http://127.0.0.1:${host.#server.address().port}${BASE}`;
    return host;
  }

  /** The page as it was built, on a host that answers. */
  reset() {
    rmSync(this.#folder, { recursive: true, force: true });
    cpSync(DIST, this.#folder, { recursive: true });
    this.requests = [];
    this.#isDown = false;
  }

  /** From here on every connection is cut. */
  goDown() {
    this.#isDown = true;
  }

  read(name) {
    return readFileSync(join(this.#folder, name), "utf8");
  }

  write(name, text) {
    writeFileSync(join(this.#folder, name), text);
  }

  /** The names of the files of the page, as its worker lists them. */
  files() {
    return Object.keys(list(this.read("sw.js")));
  }

  /**
   * What the next deployment brings: the program under other names, the old names gone, a page that says so, and a
   * worker that lists them.
   */
  deploy(version) {
    const [program] = /rondo-[0-9a-f]{16}(?=_bg\.wasm)/.exec(this.read("index.html"));
    const next = `rondo-${version.padStart(16, "0")}`;
    const worker = this.read("sw.js");
    const [old] = /(?<=const VERSION = ")[^"]*/.exec(worker);
    for (const name of readdirSync(this.#folder).filter((name) => /\.(js|html)$/.test(name) && name !== "sw.js")) {
      this.write(name, this.read(name).replaceAll(program, next).replaceAll(old, version));
    }
    this.write("index.html", this.read("index.html").replace("<title>", `<meta name=deployed content=${version}><title>`));
    for (const name of readdirSync(this.#folder).filter((name) => name.startsWith(program))) {
      renameSync(join(this.#folder, name), join(this.#folder, name.replace(program, next)));
    }
    const names = this.files().map((name) => name.replace(program, next));
    const sum = (name) => createHash("sha256").update(readFileSync(join(this.#folder, name))).digest("hex");
    const listed = JSON.stringify(Object.fromEntries(names.map((name) => [name, sum(name)])));
    this.write("sw.js", worker.replace(old, version).replace(LIST, `const FILES = ${listed};`));
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #answer(request, response) {
    const { pathname } = new URL(request.url, "http://host");
    this.requests.push(pathname);
    if (this.#isDown) return request.socket.destroy();
    const file = join(this.#folder, pathname === BASE ? "index.html" : pathname.replace(BASE, "/"));
    // Kept by nobody: what is there without the net is what the worker kept.
    const headers = { "Content-Security-Policy": this.#policy, "Cache-Control": "no-store" };
    if (!pathname.startsWith(BASE) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      return response.writeHead(404, headers).end("There is no such file.");
    }
    return response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(file)] ?? "text/plain" }).end(readFileSync(file));
  }
}

const LIST = /const FILES = (\{.*?\});/s;

function list(worker) {
  return JSON.parse(LIST.exec(worker)[1].replace(/,\s*\}$/, "}"));
}
