// Runs many ES modules in one process, each with its own environment and folder.
// Standard input: {"program", "env", "folder"} a line. Standard output: {"error"} a line, null for none.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

console.log = () => {};
console.warn = () => {};
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  process.chdir(job.folder);
  Object.assign(process.env, job.env);
  let error = null;
  try {
    await import(pathToFileURL(job.program).href);
  } catch (why) {
    error = String(why?.stack ?? why);
  }
  process.stdout.write(`${JSON.stringify({ error })}\n`);
}
