// Runs before the page: notes what the browser engine refused and what failed, by place only.
(() => {
  const place = (address) => String(address ?? "").split("/").pop().split("?")[0].slice(0, 80);
  const tell = (kind, fact) => {
    try {
      window.__TAURI_INTERNALS__.invoke("rpc", { name: "shell.report", payload: { kind, fact } }).catch(() => {});
    } catch {
      // A page that cannot report still works.
    }
  };
  window.addEventListener("securitypolicyviolation", (event) => {
    tell("csp", `${event.effectiveDirective} ${place(event.blockedURI)} ${place(event.sourceFile)}:${event.lineNumber}`);
  });
  window.addEventListener("error", (event) => {
    tell("page", `${event.error?.name ?? "Error"} ${place(event.filename)}:${event.lineno}:${event.colno}`);
  });
  window.addEventListener("unhandledrejection", (event) => {
    tell("page", `rejection ${event.reason?.code ?? event.reason?.name ?? ""}`);
  });
})();
