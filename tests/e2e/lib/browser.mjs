// One Chromium for each test file, a fresh context (no storage, no cache) for each test.
import { chromium, chromiumPath } from "./tools.mjs";

// Without these Chromium would look for updates and other hosts by itself; quiet, it is also faster.
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

/** A laptop as most schools have it. */
export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

let running;

async function browser() {
  running ??= chromium.launch({ executablePath: chromiumPath, headless: true, args: ARGS });
  return running;
}

export async function closeBrowser() {
  await (await running)?.close();
  running = undefined;
}

// A context whose clock, language and time zone do not depend on the computer that runs the tests.
const CONTEXT = {
  viewport: LAPTOP,
  locale: "en-US",
  timezoneId: "America/New_York",
  reducedMotion: "reduce",
  acceptDownloads: true,
  // What a test answers in place of the host must reach the page; offline.test.mjs lets the worker in.
  serviceWorkers: "block",
};

/** A context without storage and cache, in the browser that all tests of a file share. */
export async function newContext(options = {}) {
  const context = await (await browser()).newContext({ ...CONTEXT, ...options });
  context.setDefaultTimeout(15000);
  return context;
}

/** A browser of its own whose storage lies in `folder`: what a second one finds there after the first was killed. */
export async function newPersistentContext(folder, options = {}) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath,
    headless: true,
    args: ARGS,
    ...CONTEXT,
    ...options,
  });
  context.setDefaultTimeout(15000);
  return context;
}
