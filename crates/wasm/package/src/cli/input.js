// Reading what is to be looked at: files, folders, globs, standard input.
import { globSync } from "tinyglobby";
import { existsSync, readFileSync, statSync } from "node:fs";
import { Usage } from "./usage.js";

// What a folder is searched for.
const IN_FOLDERS = ["**/*.{json,yaml,yml,tf,sh,bash,template,jsonl}"];

/** The texts named on the command line: `[{ name, text }]`. No name, or `-`, is standard input. */
export function texts(names) {
  if (names.length === 0) return [{ name: "-", text: standardInput() }];
  return names.flatMap((name) => {
    if (name === "-") return [{ name, text: standardInput() }];
    return paths(name).map((path) => ({ name: path, text: readFileSync(path, "utf8") }));
  });
}

function paths(name) {
  if (existsSync(name)) {
    if (!statSync(name).isDirectory()) return [name];
    return globSync(IN_FOLDERS, { cwd: name, ignore: ["**/node_modules/**"], absolute: false }).map((path) => `${name.replace(/\/$/, "")}/${path}`).sort();
  }
  const found = /[*?[{]/.test(name) ? globSync([name], { ignore: ["**/node_modules/**"] }).sort() : [];
  if (found.length === 0) throw new Usage(`There is no file \`${name}\`.`);
  return found;
}

/** All of standard input. */
export function standardInput() {
  try {
    return readFileSync(0, "utf8");
  } catch (error) {
    // A closed standard input is an empty one.
    if (error.code === "EAGAIN" || error.code === "EOF") return "";
    throw error;
  }
}

/** The lines of JSON Lines with their number; a line that is no JSON has `value` undefined. */
export function* jsonLines(text) {
  let number = 0;
  for (const line of text.split("\n")) {
    number += 1;
    if (line.trim() === "") continue;
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    yield { number, value };
  }
}
