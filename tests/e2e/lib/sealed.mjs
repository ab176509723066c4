// How the browser keeps a class, written once more in another language: `src/document/line.rs` and `pack.rs` must not
// change it unseen.
import { deflateRawSync } from "node:zlib";

const MASK = (1n << 64n) - 1n;

/** FNV-1a, 64 bits, as sixteen digits. */
function checksum(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return hash.toString(16).padStart(16, "0");
}

const ascii = (text) => text.replace(/[^\x00-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const seal = (text) => `${checksum(ascii(text))} ${ascii(text)}`;
export const unseal = (text) => text.slice(17);
export const pack = (text) => deflateRawSync(text).toString("base64").replace(/=+$/, "");
