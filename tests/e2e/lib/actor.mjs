// A teacher at the page: everything she does is counted, because the budgets of docs/promises.md count it. A click, a
// tap, a key press, a paste, a drop and a choice are one action each; typing is one key press for each character.
import assert from "node:assert/strict";

export class Actor {
  #page;
  #counts;

  constructor(page) {
    this.#page = page;
    this.reset();
  }

  reset() {
    this.#counts = { clicks: 0, keys: 0, pastes: 0, drops: 0, choices: 0 };
  }

  /** How often what was done since the last reset. */
  get counts() {
    return { ...this.#counts };
  }

  get actions() {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  atMost(limit, what = "actions") {
    assert.ok(this.actions <= limit, `${this.actions} ${what}, at most ${limit} are allowed: ${JSON.stringify(this.#counts)}`);
  }

  async click(target, options) {
    this.#counts.clicks += 1;
    await this.#locate(target).click(options);
  }

  async check(target, isChecked = true) {
    this.#counts.clicks += 1;
    await this.#locate(target).setChecked(isChecked);
  }

  async select(target, value) {
    this.#counts.choices += 1;
    await this.#locate(target).selectOption(value);
  }

  /** One key press wherever the focus is: "Enter", "ArrowDown", "Control+z". */
  async press(key) {
    this.#counts.keys += 1;
    await this.#page.keyboard.press(key);
  }

  /** Types into whatever has the focus. */
  async type(text) {
    this.#counts.keys += [...text].length;
    await this.#page.keyboard.type(text);
  }

  /** Pastes for real: through the clipboard and the browser's own shortcut, so that paste events fire as they do. */
  async paste(target, text) {
    this.#counts.pastes += 1;
    await paste(this.#page, target, text);
  }

  async drop(target, file) {
    this.#counts.drops += 1;
    await dropFile(this.#page, target, file);
  }

  async drag(from, to) {
    this.#counts.drops += 1;
    await this.#locate(from).dragTo(this.#locate(to));
  }

  #locate(target) {
    return locate(this.#page, target);
  }
}

const locate = (page, target) => (typeof target === "string" ? page.locator(target) : target);

/** A paste that is not counted: for preparing a test. */
export async function paste(page, target, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await locate(page, target).focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Drops a file `{ name, type, text }`, or one of `bytes`, on an element, with the events of a real drag. */
export async function dropFile(page, target, { name, type = "text/plain", text, bytes }) {
  const transfer = await page.evaluateHandle(
    ([name, type, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([typeof content === "string" ? content : Uint8Array.from(content)], name, { type }));
      return transfer;
    },
    [name, type, text ?? [...bytes]],
  );
  for (const event of ["dragenter", "dragover", "drop"]) {
    await locate(page, target).dispatchEvent(event, { dataTransfer: transfer });
  }
}
