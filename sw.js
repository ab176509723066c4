// Lets the page open without the net: keeps each file of one version of Rondo and answers with it. The build writes
// the list below (xtask/src/offline.rs) and puts this file into dist/. It never touches what a teacher entered; that
// lies in localStorage, where a worker cannot reach.

const VERSION = "";
// Each file, named from the folder of the page, with its SHA-256.
const FILES = {};

const SCOPE = registration.scope;
const address = (name) => new URL(name, SCOPE).href;
// Several copies of Rondo may lie in folders of one host and share its caches: each leaves the others' alone.
const ENDING = ` ${new URL(SCOPE).pathname}`;
const OWN = `rondo-${VERSION}${ENDING}`;
const ADDRESSES = new Set(Object.keys(FILES).map(address));

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith("rondo-") && name.endsWith(ENDING));
}

async function sha256(response) {
  const bytes = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A file exactly as the build made it. The page has just fetched most files, so the browser's own cache is asked first;
// what does not fit comes from the host. A host that is half on another version, or changes files on their way, fails.
async function fetched(name) {
  for (const cache of ["default", "reload"]) {
    const response = await fetch(address(name), { cache });
    if (!response.ok || (await sha256(response.clone())) !== FILES[name]) continue;
    // Browsers refuse to open a page from an answer that was sent on, as index.html is on some hosts.
    return response.redirected ? new Response(await response.arrayBuffer(), response) : response;
  }
  throw new Error(`${name} is not as the build made it.`);
}

// All or nothing: without one of its files this version is not installed, and the one before goes on. What did arrive
// is kept for the next try.
async function install() {
  const cache = await caches.open(OWN);
  const keep = async (name) => {
    if (!(await cache.match(address(name)))) await cache.put(address(name), await fetched(name));
  };
  await Promise.all(Object.keys(FILES).map(keep));
}

// The teacher agreed in one tab; another may still run the version before and lack some of its parts. While there is
// another tab, or a version on its way, all versions stay; they go when a later one takes over.
async function tidy() {
  if (registration.installing || registration.waiting) return;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.filter((window) => window.url.startsWith(SCOPE)).length > 1) return;
  const older = (await ours()).filter((name) => name !== OWN);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// A file that is not of this version may be of an older one, for a tab that runs it: what changes has a new name, so
// it is the right one.
async function kept(file) {
  for (const name of ADDRESSES.has(file) ? [OWN] : await ours()) {
    const found = await (await caches.open(name)).match(file);
    if (found) return found;
  }
  return undefined;
}

async function answer(request, file) {
  return (await kept(file).catch(() => undefined)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(install()));

addEventListener("activate", (event) => event.waitUntil(tidy()));

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  const { origin, pathname } = new URL(url);
  const file = origin + pathname;
  event.respondWith(answer(event.request, file === SCOPE ? address("index.html") : file));
});

// Never by itself: a new version waits until the teacher says so.
addEventListener("message", (event) => {
  if (event.data?.type === "take-over") skipWaiting();
});
