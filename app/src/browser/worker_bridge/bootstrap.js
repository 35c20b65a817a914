// Runs after the worker's own script in the same blob. It starts the WASM from the first message, and reports
// crashes, which the WASM cannot do once it has trapped. Names of errors only: a message may quote a value.
{
  const stopped = (what) => self.postMessage({ stopped: { what } });
  const name = (error) =>
    error instanceof WebAssembly.RuntimeError ? `${error.name}: ${error.message}`
      : error instanceof Error ? error.name
        : typeof error;

  self.addEventListener("error", (event) => {
    event.preventDefault();
    stopped(name(event.error));
  });
  self.addEventListener("unhandledrejection", (event) => stopped(name(event.reason)));
  self.addEventListener("messageerror", () => self.postMessage("module-refused"), { once: true });
  self.addEventListener("message", (event) => {
    wasm_bindgen({ module_or_path: event.data }).catch((error) => stopped(name(error)));
  }, { once: true });
}
