// Asks a running desk to register a case, and waits for the mail about it on a small SMTP server of its own.
//
//   node packaging/prove.mjs URL ADMINISTRATOR-TOKEN AGENT-TOKEN MAIL-HOST

import { startSmtp } from "../tests/browser/smtp.mjs";

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

const server = await startSmtp();

const page = await fetch(`${url}/`);
if (!page.ok) throw new Error(`the first page: ${page.status}`);
await ask("PUT", "/mail/settings", administrator, {
  host: mailHost,
  port: server.port,
  security: "none",
  from_address: "mesa@canelos.example",
});
const made = await ask("POST", "/tickets", agent, {
  subject: "Sin correo en el piso 3",
  channel: "phone",
  requester: { email: "ana.rojas@canelos.example", name: "Ana Rojas" },
});
await server.to("ana.rojas@canelos.example", 1);
server.stop();
console.log(`case ${made.number} registered, and its mail sent by ${mailHost}`);
process.exit(0);
