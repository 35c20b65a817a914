// Runs after the worker's own script in the same blob. It starts the WASM from the first message, and reports
// crashes in words, which the WASM cannot do once it has trapped. Names of errors only: a message may quote a value.
{
  let memory;
  // A trap alone does not tell a fault from exhausted memory; how much is in use does.
  const inUse = () => memory ? `, ${Math.round(memory.buffer.byteLength / 2 ** 20)} MiB of memory in use` : "";
  const stopped = (what) => self.postMessage(what);
  const name = (error) =>
    error instanceof WebAssembly.RuntimeError ? `${error.name}: ${error.message}${inUse()}`
      : error instanceof Error ? error.name
        : typeof error;

  self.addEventListener("error", (event) => {
    event.preventDefault();
    stopped(name(event.error));
  });
  self.addEventListener("unhandledrejection", (event) => stopped(name(event.reason)));
  self.addEventListener("messageerror", () => self.postMessage(""), { once: true });
  self.addEventListener("message", (event) => {
    wasm_bindgen({ module_or_path: event.data }).then(
      (exports) => { memory = exports.memory; },
      (error) => stopped(name(error)),
    );
  }, { once: true });
}
