// Decodes pictures with zxing-wasm: node zxing.mjs FILE… (or one name a line on
// stdin). Prints one JSON object a picture, in order:
//   {"file":…,"symbols":[{"symbology":"]d2","text":…,"format":"DataMatrix","bytes":base64}]}
// and {"file":…,"error":…} for what cannot be read as a picture.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));

// Without the override the package fetches its WebAssembly from a web server.
await prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  fireImmediately: true,
});

async function decode(file) {
  const found = await readBarcodes(readFileSync(file), { tryHarder: true, textMode: "Plain", eanAddOnSymbol: "Read" });
  return found
    .filter((s) => s.isValid)
    .map((s) => ({ symbology: s.symbologyIdentifier, text: s.text, format: s.format, bytes: Buffer.from(s.bytes).toString("base64") }));
}

const named = process.argv.slice(2);
const files = named.length > 0 ? named : readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const file of files) {
  let answer;
  try {
    answer = { file, symbols: await decode(file) };
  } catch (e) {
    answer = { file, error: String(e?.message ?? e) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
