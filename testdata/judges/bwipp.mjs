// Encodes with bwip-js, a translation of BWIPP: node bwipp.mjs ENCODER OPTIONS
// SECONDS, texts on stdin one a line. Prints one JSON object a text, in order:
//   {"width":…,"height":…,"rows":"#.#…"}   rows joined by line feeds
// and {"error":…} for what it refuses; then encodes all texts again for so many
// seconds and prints {"speed":SYMBOLS_PER_SECOND}.
import { readFileSync } from "node:fs";
import bwipjs from "bwip-js/node";

const [encoder, options, seconds] = process.argv.slice(2);
const texts = readFileSync(0, "utf8").split("\n").filter(Boolean);

function encode(text) {
  return bwipjs.raw(encoder, text, options)[0];
}

// modules returns the rows of a matrix, or the one row of bars.
function modules(symbol) {
  if (symbol.pixs === undefined) {
    return [symbol.sbs.map((width, i) => (i % 2 ? "." : "#").repeat(width)).join("")];
  }
  const rows = [];
  for (let y = 0; y < symbol.pixy; y++) {
    rows.push(Array.from(symbol.pixs.slice(y * symbol.pixx, (y + 1) * symbol.pixx), (dark) => (dark ? "#" : ".")).join(""));
  }
  return rows;
}

for (const text of texts) {
  let answer;
  try {
    const rows = modules(encode(text));
    answer = { width: rows[0].length, height: rows.length, rows: rows.join("\n") };
  } catch (e) {
    answer = { error: String(e?.message ?? e) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}

let symbols = 0;
const start = performance.now();
const elapsed = () => (performance.now() - start) / 1000;
while (elapsed() < Number(seconds)) {
  for (let i = 0; i < texts.length && elapsed() < Number(seconds); i++, symbols++) {
    try {
      encode(texts[i]);
    } catch {}
  }
}
process.stdout.write(JSON.stringify({ speed: symbols && Math.round(symbols / elapsed()) }) + "\n");
