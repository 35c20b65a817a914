// Starts the page that is one file. What it is made of stands in it, gzipped and in base64; what the page asks for later
// it finds in `window`, by the name it would have on a host.
import init from "twinlock-page";

function octets(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const octets = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) octets[i] = binary.charCodeAt(i);
  return octets;
}

function inside(id, type) {
  const packed = new Blob([octets(document.getElementById(id).textContent)]);
  const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked, { headers: { "Content-Type": type } });
}

for (const [name, id, type] of [
  ["./worker.js", "packed-worker-script", "text/javascript"],
  ["./worker_bg.wasm", "packed-worker-wasm", "application/wasm"],
  ["./licences.txt", "packed-licences", "text/plain"],
]) {
  Object.defineProperty(window, name, { get: () => inside(id, type) });
}

try {
  await init({ module_or_path: inside("packed-page-wasm", "application/wasm") });
} catch (error) {
  const told = document.createElement("p");
  told.textContent =
    "This browser cannot open Twinlock. Use a current version of Chrome, Edge, Firefox or Safari with WebAssembly turned on.";
  document.body.prepend(told);
  throw error;
}
