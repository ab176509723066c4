// Prints the SHA-256 of files in a folder, one a line: node sha256.mjs FOLDER NAME...
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, ...names] = process.argv.slice(1);
for (const name of names) console.log(createHash("sha256").update(readFileSync(join(folder, name))).digest("hex"));
