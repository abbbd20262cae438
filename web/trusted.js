// The trusted-types policy: which strings may become markup, and which script may be loaded.

// Leptos creates static parts of views from strings in the wasm. They contain only these tags and attributes.
const TAG = "(?:a|abbr|aside|b|br|code|dd|div|dl|dt|em|fieldset|footer|h[1-6]|header|i|kbd|label|legend|li|ol|option|p|pre|section|small|span|strong|summary|table|tbody|td|th|thead|tr|ul)";
const ATTRIBUTE = "(?: (?:(?:id|class|for|role|title|lang|tabindex|rel|target|aria-[a-z]+|data-[a-z]+)=\"[^\"<>]*\"|href=\"(?:#|https://)[^\"<>]*\"|hidden))";
const PLAIN = new RegExp(`^(?:[^<>]|</?${TAG}${ATTRIBUTE}*>)*$`);

/** Installs the policy, in browsers that support trusted types. */
export function trust() {
  const worker = String(new URL("sw.js", document.baseURI));
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (html) => (PLAIN.test(html) ? html : null),
    createScriptURL: (url) => (url === worker ? url : null),
  });
}
