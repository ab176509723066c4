// Starts the page, and stands by for the moment when it cannot go on. Outside the wasm on purpose: what is here still
// works when the program did not arrive, did not start, or stopped. It knows nothing of Rondo but the prefix of its
// stored keys, and it writes nothing. It also looks after the worker that opens the page without the net.

const PREFIX = "rondo/";
// Room that is kept free for the last moment; it holds nothing.
const RESERVE = "rondo/reserve";
// What the page says without the program stands in the page itself, so that a language is in one place.
const words = JSON.parse(document.getElementById("words").content.textContent);
let isRunning = false;

// The data as it lies in this browser, unread: whatever broke, reading it might break again.
function rescueFile() {
  const keys = {};
  for (let i = 0; i < localStorage.length; i += 1) {
    const key = localStorage.key(i);
    if (key.startsWith(PREFIX) && key !== RESERVE) keys[key] = localStorage.getItem(key);
  }
  return JSON.stringify({ format: "rondo-rescue", version: 1, keys });
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  // Some browsers ask first where to put the file, and read it then; the address must live until that is done.
  setTimeout(() => URL.revokeObjectURL(link.href), 15 * 60000);
}

function element(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

function button(className, text, onClick) {
  const node = element("button", className, text);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}

// One banner, for the first thing that went wrong: what follows is mostly its echo.
function rescue(title, detail, goesOn) {
  if (document.querySelector(".rescue")) return;
  const banner = element("section", "rescue", "");
  banner.setAttribute("role", "alert");
  const said = element("p", "rescue__said", "");
  const save = () => {
    try {
      download(`${words.rescueFile} ${today()}.json`, rescueFile());
      said.textContent = words.rescued;
    } catch (error) {
      said.textContent = `${words.refused} ${error.message}`;
    }
  };
  const buttons = element("p", "bar", "");
  buttons.append(
    button("btn btn--main", words.save, save),
    button("btn", words.reload, () => location.reload()),
  );
  // The program was not in it, and may well be whole.
  if (goesOn) buttons.append(button("btn btn--plain", words.close, () => banner.remove()));
  banner.append(
    // Without the app, the banner is all there is: the page's only heading and its main part.
    element(isRunning ? "h2" : "h1", "", title),
    element("p", "", words.untouched),
    buttons,
    said,
    element("p", "small", detail.trim()),
  );
  document.getElementById("boot")?.remove();
  // An open modal dialog would cover the banner and make its buttons dead.
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  const place = isRunning ? document.body : document.body.appendChild(element("main", "", ""));
  place.prepend(banner);
}

function failed(detail, goesOn = false) {
  const title = goesOn ? words.wentWrong : words.stopped;
  rescue(isRunning ? title : words.notStarted, detail, goesOn);
}

// Parts of a program that stopped in the middle still hear keys and timers. What they think of the class may be
// wrong by now, so nothing of it is kept.
function stopWriting() {
  const refuse = () => { throw new DOMException(words.stopped, "InvalidStateError"); };
  Object.assign(Storage.prototype, { setItem: refuse, removeItem: refuse });
}

// The program's panic hook calls this.
window.rondoCrashed = (message) => {
  stopWriting();
  failed(String(message));
};

// Whether another script's error came here: extensions run theirs in the page too, under addresses of their own, or as
// "Script error." without any. The topmost place that is named decides; where none is, it may be Rondo's.
const HERE = new URL(".", document.baseURI).href;
function isForeign(error, file, detail) {
  if (error instanceof WebAssembly.RuntimeError) return false;
  const [place] = /[a-z-]+:\/\/[^\s)]+/.exec(`${file ?? ""} ${error?.stack ?? ""}`) ?? [];
  return place ? !place.startsWith(HERE) : !error && /^Script error\.?$/.test(detail);
}

// Another script's error stops nothing here. It is said once, small, and can be closed.
function foreign(detail) {
  if (document.querySelector(".foreign, .rescue")) return;
  const note = element("section", "news foreign no-print", "");
  note.setAttribute("aria-label", words.foreign);
  const text = element("p", "", "");
  text.setAttribute("role", "status");
  note.append(text, button("btn btn--plain", words.close, () => { note.hidden = true; }));
  document.body.append(note);
  const said = words.foreignSaid;
  requestAnimationFrame(() => { text.textContent = `${said} (${detail.trim()})`; });
}

function heard(error, file, detail) {
  // Before the program runs, nothing is told apart: whatever it was, the page may need help.
  if (isRunning && isForeign(error, file, detail)) return foreign(detail);
  // Where the program itself gave up, and its panic hook did not hear of it.
  const hasStopped = error instanceof WebAssembly.RuntimeError;
  if (hasStopped) stopWriting();
  return failed(detail, isRunning && !hasStopped);
}

window.addEventListener("error", (event) => {
  // Browsers report a layout that did not settle within one frame this way; nothing is broken by it.
  if (event.message?.startsWith("ResizeObserver loop")) return;
  heard(event.error, event.filename, event.message || words.noMessage);
});
window.addEventListener("unhandledrejection", ({ reason }) => {
  heard(reason, "", String(reason?.message ?? reason));
});

async function textOf(file) {
  const response = await fetch(new URL(file, document.baseURI));
  if (!response.ok) throw new Error(`${words.notArrived} (${file}: ${response.status})`);
  return response.text();
}

async function start() {
  if (typeof WebAssembly !== "object") throw new Error(words.tooOld);
  // The build gives its files a new name whenever they change, and writes the names here.
  const { js, wasm, texts, parts = "" } = document.querySelector("meta[name=rondo]").dataset;
  const [program, said] = await Promise.all([import(new URL(js, document.baseURI)), texts && textOf(texts)]);
  // The program asks for its texts as it starts.
  window.rondoTexts = () => said;
  await program.default({ module_or_path: new URL(wasm, document.baseURI) });
  isRunning = true;
  document.getElementById("boot")?.remove();
  document.documentElement.dataset.rondo = "running";
  // The other parts come when nothing else is to do, so that each page opens at once and a lost connection is no harm.
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 2000));
  later(async () => {
    // A worker that answers has all of them.
    const missing = navigator.serviceWorker?.controller ? [] : parts.split(" ").filter(Boolean);
    // Read to the end: browsers give up what nobody reads, and hold everything else back meanwhile.
    const read = async (part) => (await fetch(new URL(part, document.baseURI), { priority: "low" })).arrayBuffer();
    await Promise.allSettled(missing.map(read));
    standBy();
  });
}

// From the second visit on, a worker (sw.js) opens the page without the net. Where none can be had, the page works as
// before, and needs the net.
function standBy() {
  const { worker } = document.querySelector("meta[name=rondo]").dataset;
  // Browsers have workers only where the connection is safe: not over plain http.
  const workers = navigator.serviceWorker;
  if (worker && workers) watchVersions(workers, new URL(worker, document.baseURI)).catch(() => {});
}

async function watchVersions(workers, file) {
  // The first visit names the file with its hash, so that no cache hands out another. From then on the browser looks
  // for a newer one past its cache: under a second name, the same one would count as newer.
  const known = await workers.getRegistration();
  const isOurs = known?.scope === new URL(".", document.baseURI).href;
  const registration = isOurs ? known : await workers.register(file);
  // A first version takes its place unasked; only a page that another version answered has something to choose.
  const isReady = () => registration.waiting && workers.controller;
  const watch = (coming) => coming?.addEventListener("statechange", () => isReady() && offer(registration));
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  if (isReady()) offer(registration);
  // Browsers look by themselves, but take their time. Without the net this fails, and that is that.
  if (isOurs) await registration.update();
}

// A new version waits until the teacher says so. All that was done is stored by then: a reload loses nothing. Other
// tabs go on with the version that they run, whose files the worker keeps.
function offer(registration) {
  if (document.querySelector(".news--version")) return;
  const banner = element("section", "news news--version no-print", "");
  banner.setAttribute("aria-label", words.version);
  const text = element("p", "", "");
  text.setAttribute("role", "status");
  const take = () => {
    const { waiting } = registration;
    // Another tab was quicker.
    if (!waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    // A worker that is about to be stopped may miss it; said twice, it does no harm.
    const agree = () => {
      waiting.postMessage({ type: "take-over" });
      setTimeout(agree, 2000);
    };
    agree();
  };
  // Hidden, it stands for the answer until the page is opened again.
  const close = () => { banner.hidden = true; };
  banner.append(text, button("btn btn--main", words.useIt, take), button("btn btn--plain", words.later, close));
  document.body.append(banner);
  // Into a place that is there already: only then do screen readers say it.
  requestAnimationFrame(() => { text.textContent = words.versionReady; });
}

// Browsers name these errors alike, and word them each in its own way.
const REASONS = {
  TypeError: words.notArrived,
  CompileError: words.damaged,
};

start().catch((error) => {
  failed(`${REASONS[error?.name] ?? ""} ${error?.message ?? error}`);
  // A version that does not start must not stand in the way of the next one.
  standBy();
});
