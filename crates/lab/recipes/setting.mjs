// What a workload is told by the program that measures it.
const env = process.env;
export const host = env.RECIPE_HOST;
export const port = Number(env.RECIPE_PORT);
export const username = env.RECIPE_USERNAME;
export const password = env.RECIPE_PASSWORD;
export const cluster = env.RECIPE_CLUSTER === "1";
export const engine = env.RECIPE_ENGINE;
export const url = `redis://${username}:${password}@${host}:${port}`;
export const parameter = (name) => env[`RECIPE_${name.toUpperCase()}`];
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
