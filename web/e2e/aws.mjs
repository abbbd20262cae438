// The real AWS CLI and boto3, and the servers that answer them: moto for CreateUser, a recorder for ModifyUser.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { required } from "./browser.mjs";

/**
 * Runs a program against this endpoint, in its own folder with these files and Node packages; `aws` is the AWS CLI on its
 * PATH. Returns its output.
 */
export async function run(endpoint, program, args, { input = "", files = {}, packages, aws = required("E2E_AWS") } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "builder-"));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    if (packages) await symlink(join(packages, "node_modules"), join(folder, "node_modules"));
    const child = spawn(program, args, { cwd: folder, env: environment(endpoint, folder, aws) });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) child[stream].setEncoding("utf8").on("data", (text) => { printed[stream] += text; });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const [code] = await once(child, "close");
    return { code, ...printed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the AWS CLI with these arguments, and returns its output, parsed as JSON. */
export async function aws(endpoint, args, options) {
  const { code, stdout, stderr } = await run(endpoint, required("E2E_AWS"), args, options);
  if (code !== 0) throw new Error(`aws ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}

function environment(endpoint, home, aws) {
  return {
    PATH: [dirname(aws), process.env.PATH].join(delimiter),
    HOME: home,
    LC_ALL: "C.UTF-8",
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_REGION: "us-east-1",
  };
}

/** Starts moto on a free port of 127.0.0.1. */
export async function moto() {
  const port = await freePort();
  const child = spawn(required("E2E_MOTO"), ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 600 || child.exitCode !== null) throw new Error("moto does not start");
    await new Promise((next) => setTimeout(next, 50));
  }
  return { endpoint, stop: () => child.kill() };
}

/** Starts a server that records each request's form body, and replies to ModifyUser as ElastiCache does. */
export async function recorder() {
  const bodies = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const form = new URLSearchParams(body);
    bodies.push(Object.fromEntries(form));
    response.writeHead(200, { "content-type": "text/xml" }).end(reply(form));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { endpoint: `http://127.0.0.1:${server.address().port}`, bodies, stop: () => server.close() };
}

// Shaped like the sample response in the API reference.
function reply(form) {
  const escape = (text) => text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<ModifyUserResponse xmlns="http://elasticache.amazonaws.com/doc/2015-02-02/"><ModifyUserResult>
<UserId>${escape(form.get("UserId") ?? "")}</UserId><UserName>myUser</UserName><Status>modifying</Status><Engine>redis</Engine>
<MinimumEngineVersion>6.0</MinimumEngineVersion><AccessString>${escape(form.get("AccessString") ?? "")}</AccessString><UserGroupIds/>
<Authentication><Type>password</Type><PasswordCount>1</PasswordCount></Authentication>
<ARN>arn:aws:elasticache:us-east-1:123456789012:user:user1</ARN></ModifyUserResult>
<ResponseMetadata><RequestId>2d5b5b5e-0000-4000-8000-000000000000</RequestId></ResponseMetadata></ModifyUserResponse>`;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.on("error", () => resolve(false));
  });
}
