// What a person is told when the page itself is in trouble, and what to do then. It stands apart from the wasm, which may
// be what is in trouble. No password is in what is kept, so none is in what is told.

// As in web/src/state/stored.rs.
const KEPT = "elasticache-user-builder";

let stopped = false;

/** Watches for errors of the page's own, from before its wasm starts. */
export function watch() {
  addEventListener("error", ({ error }) => isOurs(error) && stop(error, true));
  addEventListener("unhandledrejection", ({ reason }) => isOurs(reason) && stop(reason, true));
  // What stopped must not write over what was kept before.
  addEventListener("pagehide", (event) => stopped && event.stopImmediatePropagation(), true);
  if (!keeps()) tellOnce("This browser keeps nothing for this page, as site data or cookies are blocked: loading it again empties the form. All else works.");
}

/** The page has started: what stood there in the meantime goes. */
export function started() {
  document.getElementById("starting")?.remove();
}

/** The page could not start. */
export function cannotStart(error) {
  if (error instanceof WebAssembly.RuntimeError) return stop(error, false);
  const text = String(error?.message ?? error);
  if (error instanceof WebAssembly.CompileError && /unsafe-eval|wasm-eval|Content.Security.Policy|\bCSP\b/i.test(text)) {
    return tell("This page may not run here", [
      "It is made of WebAssembly, and a Content-Security-Policy that was added on the way, by a proxy or an extension, forbids that.",
      "Open it over another network or without the extension, or ask for 'wasm-unsafe-eval' to be allowed for this site.",
    ]);
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return tell("This browser is too old for this page", [
      "It does not read the WebAssembly that this page is made of. Any browser of the last two years does.",
    ]);
  }
  tell("A file of this page did not arrive", [
    "The network failed, or the file is not the one that was built: something on the way has changed it, and it was refused.",
    "Load the page again. If this stays, try another network, or one without a proxy that looks into pages.",
  ], [again()]);
}

/** There is no WebAssembly at all. */
export function withoutWasm() {
  tell("This browser does not run WebAssembly", [
    "This page is made of it. Some companies and some hardened modes of browsers switch it off.",
    "Allow it for this site, or open the page in another browser. The checker for files, npm's elasticache-user, needs it too.",
  ]);
}

/** An error of the page's own: a trap of the wasm, or what its own script threw. Extensions have errors of theirs. */
function isOurs(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && String(error.stack).includes(import.meta.url);
}

function stop(error, running) {
  if (stopped) return;
  stopped = true;
  const kept = read();
  const sentences = ["This is an error of the page, not of your request. What you type from now on is not looked at."];
  sentences.push(
    kept === null
      ? "This browser keeps nothing for this page: copy what you need from the fields before you load it again."
      : "Your draft is kept in this browser, all but its passwords.",
  );
  const actions = [again()];
  if (kept !== null && !running) {
    sentences.push("If it stops again, the draft itself may be the reason: start with an empty form.");
    actions.push(["Copy the draft and start empty", () => setAside(kept)]);
  }
  // The texts of traps are the browser's own; other errors might hold what was typed.
  const what = error instanceof WebAssembly.RuntimeError ? `${error.name}: ${error.message}` : error.name;
  tell("The page has stopped", sentences, actions, `${what} in ${WASM_FILE}`);
}

function again() {
  return ["Load again", () => location.reload()];
}

async function setAside(kept) {
  await navigator.clipboard?.writeText(kept).catch(() => {});
  localStorage.removeItem(KEPT);
  location.reload();
}

function tell(title, sentences, actions = [], detail = "") {
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

/** A line above the page, which can be sent away. */
function tellOnce(sentence) {
  const line = element("p", "update", `${sentence} `);
  line.setAttribute("role", "status");
  line.append(button("All right", () => line.remove()));
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

function keeps() {
  try {
    localStorage.setItem(`${KEPT}?`, "");
    localStorage.removeItem(`${KEPT}?`);
    return true;
  } catch {
    return false;
  }
}

function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
