// Asks a running desk to register a case, and waits for the mail about it on a small SMTP server of its own.
//
//   node packaging/prove.mjs URL ADMINISTRATOR-TOKEN AGENT-TOKEN MAIL-HOST

import { createServer } from "node:net";

const [url, administrator, agent, mailHost] = process.argv.slice(2);

async function ask(method, path, token, body) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

/** A server that takes one mail and gives it to `taken`. */
function mailServer(taken) {
  return createServer((socket) => {
    let unread = "";
    let mail = null;
    socket.write("220 mail.canelos.example ESMTP\r\n");
    socket.on("error", () => {});
    socket.on("data", (data) => {
      unread += data.toString("utf8");
      for (let end = unread.indexOf("\r\n"); end >= 0; end = unread.indexOf("\r\n")) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (mail !== null && line === ".") {
          taken(mail);
          mail = null;
          socket.write("250 taken\r\n");
        } else if (mail !== null) {
          mail += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          mail = "";
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) {
          socket.end("221 bye\r\n");
        } else {
          socket.write("250 mail.canelos.example\r\n");
        }
      }
    });
  });
}

const late = setTimeout(() => {
  console.error("no mail within a minute");
  process.exit(1);
}, 60_000);

let server;
const mail = new Promise((resolve) => {
  server = mailServer(resolve);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const page = await fetch(`${url}/`);
if (!page.ok) throw new Error(`the first page: ${page.status}`);
await ask("PUT", "/mail/settings", administrator, {
  host: mailHost,
  port: server.address().port,
  security: "none",
  from_address: "mesa@canelos.example",
});
const made = await ask("POST", "/tickets", agent, {
  subject: "Sin correo en el piso 3",
  channel: "phone",
  requester: { email: "ana.rojas@canelos.example", name: "Ana Rojas" },
});
const text = await mail;
if (!text.includes("ana.rojas@canelos.example")) throw new Error(`a mail to somebody else:\n${text}`);
clearTimeout(late);
server.close();
console.log(`case ${made.number} registered, and its mail sent by ${mailHost}`);
process.exit(0);
