// Messages for when the page itself fails. Separate from the wasm, which may be what failed. Saved drafts contain no passwords,
// so neither do these messages.

// As in web/src/state/stored.rs.
const STORAGE_KEY = "elasticache-user-builder";

let stopped = false;

/** Watches for errors of the page, even before its wasm starts. */
export function watch() {
  addEventListener("error", ({ error }) => isOurs(error) && stop(error, true));
  addEventListener("unhandledrejection", ({ reason }) => isOurs(reason) && stop(reason, true));
  // A page that failed must not overwrite saved drafts.
  addEventListener("pagehide", (event) => stopped && event.stopImmediatePropagation(), true);
  if (!canSave()) showLine("This browser blocks site data, so drafts aren't saved: a reload empties the form. Everything else works.");
}

/** Removes the placeholder when the page has started. */
export function started() {
  document.getElementById("starting")?.remove();
}

/** Explains why the page can't start. */
export function cannotStart(error) {
  if (error instanceof WebAssembly.RuntimeError) return stop(error, false);
  const text = String(error?.message ?? error);
  if (error instanceof WebAssembly.CompileError && /unsafe-eval|wasm-eval|Content.Security.Policy|\bCSP\b/i.test(text)) {
    return show("This page isn't allowed to run here", [
      "It needs WebAssembly, which a Content-Security-Policy from a proxy or an extension forbids.",
      "Use another network or turn off the extension, or ask to allow 'wasm-unsafe-eval' for this site.",
    ]);
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return show("This browser is too old for this page", [
      "It doesn't support the WebAssembly features that this page needs. Browsers of the last two years do.",
    ]);
  }
  show("A file of this page couldn't be loaded", [
    "The network failed, or the file was changed on the way and rejected.",
    "Reload the page. If that doesn't help, try another network, without a proxy that inspects pages.",
  ], [reload()]);
}

/** Explains that there is no WebAssembly at all. */
export function withoutWasm() {
  show("This browser doesn't run WebAssembly", [
    "This page needs it. Some companies and some hardened browsers turn it off.",
    "Allow it for this site, or use another browser. The npm package elasticache-user needs it, too.",
  ]);
}

/** Whether an error is the page's: a trap of the wasm, or thrown by its script, not by an extension. */
function isOurs(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && String(error.stack).includes(import.meta.url);
}

function stop(error, running) {
  if (stopped) return;
  stopped = true;
  const saved = read();
  const sentences = ["This is an error in the page, not in your request. Further input isn't checked."];
  sentences.push(
    saved === null
      ? "This browser doesn't save drafts: copy what you need from the fields before you reload."
      : "Your draft is saved in this browser, without passwords.",
  );
  const actions = [reload()];
  if (saved !== null && !running) {
    sentences.push("If it happens again, the draft may be the cause: start with an empty form.");
    actions.push(["Copy the draft and start empty", () => copyAndClear(saved)]);
  }
  // Messages of traps come from the browser; other messages might contain input.
  const what = error instanceof WebAssembly.RuntimeError ? `${error.name}: ${error.message}` : error.name;
  show("The page stopped working", sentences, actions, `${what} in ${WASM_FILE}`);
}

function reload() {
  return ["Reload", () => location.reload()];
}

async function copyAndClear(saved) {
  await navigator.clipboard?.writeText(saved).catch(() => {});
  localStorage.removeItem(STORAGE_KEY);
  location.reload();
}

function show(title, sentences, actions = [], detail = "") {
  document.getElementById("starting")?.remove();
  const box = element("section", "trouble");
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  box.append(element("h2", "", title), ...sentences.map((sentence) => element("p", "", sentence)));
  if (detail) box.append(element("p", "mono", detail));
  box.append(...actions.map(([name, run]) => button(name, run)));
  document.body.prepend(box);
  box.focus();
}

/** Shows a line above the page, with a button to dismiss it. */
function showLine(sentence) {
  const line = element("p", "update", `${sentence} `);
  line.setAttribute("role", "status");
  line.append(button("OK", () => line.remove()));
  document.body.prepend(line);
}

function button(name, run) {
  const button = element("button", "small", name);
  button.type = "button";
  button.addEventListener("click", run);
  return button;
}

function element(name, kind, text = "") {
  const element = document.createElement(name);
  element.className = kind;
  element.textContent = text;
  return element;
}

function canSave() {
  try {
    localStorage.setItem(`${STORAGE_KEY}?`, "");
    localStorage.removeItem(`${STORAGE_KEY}?`);
    return true;
  } catch {
    return false;
  }
}

function read() {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
