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

/** Starts Chromium, or returns the one that runs. `args` are added, for tests that need a browser of their own. */
export async function launch(args = []) {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: [...ARGS, ...args] });
}

export async function browser() {
  running ??= launch();
  return running;
}

export async function closeBrowser() {
  await (await running)?.close();
  running = undefined;
}

/** A context whose clock, language and time zone do not depend on the computer that runs the tests. */
export async function newContext(options = {}) {
  const context = await (await browser()).newContext({
    viewport: LAPTOP,
    locale: "en-US",
    timezoneId: "America/New_York",
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(15000);
  return context;
}
