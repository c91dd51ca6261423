// A small SMTP server on loopback that takes every mail and keeps it.

import net from "node:net";

/** Starts it on a free port. Gives `{ port, mails, to(address, count), stop() }`; each mail is `{ to: [...], data }`. */
export async function startSmtp() {
  const mails = [];
  const waiting = new Set();
  const server = net.createServer((socket) => {
    let mail = { to: [], data: "" };
    let body = null;
    let rest = "";
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    socket.write("220 loopback\r\n");
    socket.on("data", (chunk) => {
      rest += chunk;
      for (
        let end = rest.indexOf("\r\n");
        end >= 0;
        end = rest.indexOf("\r\n")
      ) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (body !== null) {
          if (line !== ".") {
            body.push(line.startsWith(".") ? line.slice(1) : line);
            continue;
          }
          mails.push({ ...mail, data: body.join("\n") });
          [mail, body] = [{ to: [], data: "" }, null];
          waiting.forEach((look) => look());
          socket.write("250 taken\r\n");
        } else if (/^EHLO/i.test(line))
          socket.write("250-loopback\r\n250 8BITMIME\r\n");
        else if (/^RCPT TO:/i.test(line)) {
          mail.to.push(/<(.*)>/.exec(line)[1]);
          socket.write("250 ok\r\n");
        } else if (/^DATA/i.test(line)) {
          body = [];
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    mails,
    /** The mails to an address, once there are `count`; fails after twenty seconds. */
    to(address, count) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = mails.filter((mail) => mail.to.includes(address));
          if (found.length < count) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `${mails.filter((mail) => mail.to.includes(address)).length} of ${count} mails to ${address}`,
            ),
          );
        }, 20_000);
        waiting.add(look);
        look();
      });
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The subject of a mail in plain words. */
export function subjectOf(mail) {
  const header =
    /^Subject: ((?:.*\n )*.*)$/im
      .exec(mail.data)?.[1]
      .replaceAll(/\?=\s+=\?/g, "?==?") ?? "";
  return header
    .replaceAll(/=\?utf-8\?b\?(.*?)\?=/gi, (_, coded) =>
      Buffer.from(coded, "base64").toString(),
    )
    .replaceAll(/=\?utf-8\?q\?(.*?)\?=/gi, (_, coded) =>
      unquoted(coded.replaceAll("_", " ")),
    );
}

/** The words of a mail, as far as they are written in quoted-printable, without its line breaks. */
export function textOf(mail) {
  return unquoted(mail.data.replaceAll("=\n", ""));
}

function unquoted(coded) {
  const bytes = coded.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString();
}
