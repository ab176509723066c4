// The packages of the tests live in the tools folder of the user, not in the repository: `cargo xtask` says where.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

function named(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set. Run these tests with: cargo xtask e2e [file...]`);
  return value;
}

const modules = named("RONDO_NODE_MODULES");
const require = createRequire(join(modules, "index.js"));

export const { chromium } = require("playwright-core");
export const axeSource = readFileSync(join(modules, "axe-core", "axe.min.js"), "utf8");

/** Another implementation of the format of protected copies. A module, which Node finds by its address alone. */
export const age = () => import(pathToFileURL(join(modules, "age-encryption", "dist", "index.js")));

/** The address of the page: `RONDO_URL` at the root of its host, `RONDO_SUB_URL` in a sub-folder. */
export const pageUrl = named("RONDO_URL");
export const subFolderUrl = named("RONDO_SUB_URL");
export const chromiumPath = named("RONDO_CHROMIUM");

/** Longer random campaigns: `cargo xtask test --long`. */
export const isLong = process.env.RONDO_LONG === "1";
