// As clock.c.
const [host, port] = process.argv.slice(2);
const tell = (client) => {
  client.on("error", () => {});
  client.end(`${Date.now() / 1000}\n`);
};
require("net").createServer(tell).listen(Number(port), host);
setInterval(() => {}, 50);
