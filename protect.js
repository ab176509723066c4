// The worker that makes and opens protected copies, beside the page: a passphrase is stretched for seconds on purpose,
// and the page must not stand still meanwhile. It holds a small wasm of its own (crates/protect), which comes when it
// is needed; the page ends it when its task is done or called off. The build puts it into dist/ under a name that
// changes with its content (xtask/src/protect.rs).
import init, { open, passphrase, protect } from "./protect_glue.js";

const TASKS = {
  offer: () => passphrase(),
  open: ({ bytes, words }) => open(bytes, words),
  protect: ({ bytes, words }) => protect(bytes, words),
};

const isThere = init();

addEventListener("message", async ({ data }) => {
  let problem = "not_loaded";
  try {
    await isThere;
    // What the wasm throws beside the names of its problems is its end: no memory, mostly.
    problem = "stopped";
    postMessage({ result: TASKS[data.task](data) });
  } catch (error) {
    postMessage({ problem: typeof error === "string" ? error : problem, detail: String(error) });
  }
});
