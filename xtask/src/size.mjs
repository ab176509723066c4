// Compresses every file of a folder into another as name.br, and prints "plain compressed name" for each. Node has
// brotli; our Rust side keeps to the standard library.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [folder, target] = process.argv.slice(1);
const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
for (const file of files.filter((file) => statSync(file).isFile()).sort()) {
  const name = relative(folder, file).split(sep).join("/");
  const plain = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const compressed = brotliCompressSync(plain, { params });
  const place = join(target, `${name}.br`);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, compressed);
  console.log(`${plain.length} ${compressed.length} ${name}`);
}
