// A real mailbox: dovecot (Debian's package dovecot-imapd) on loopback, with one folder of mails.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import net from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";

/** Where Debian has it: that is not in everybody's path. */
const DOVECOT = "/usr/sbin/dovecot";
/** The user whose mails they are: nobody, where whoever tests may be anybody. */
const NOBODY = 65534;

/** The configuration; its words changed with version 2.4. */
function configuration(folder, port, password, [uid, gid], version) {
  const own = `uid=${uid} gid=${gid} home=${folder}/home`;
  const common = [
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/log`,
    "listen = 127.0.0.1",
    "ssl = no",
    "first_valid_uid = 1",
    "service imap-login {",
    "  inet_listener imap {",
    `    port = ${port}`,
    "  }",
    "  inet_listener imaps {",
    "    port = 0",
    "  }",
    "}",
  ];
  const before24 = [
    "protocols = imap",
    "disable_plaintext_auth = no",
    `mail_location = maildir:${folder}/mail`,
    `passdb {\n  driver = static\n  args = password=${password}\n}`,
    `userdb {\n  driver = static\n  args = ${own}\n}`,
  ];
  const since24 = [
    "protocols {\n  imap = yes\n}",
    "auth_allow_cleartext = yes",
    `mail_driver = maildir\nmail_path = ${folder}/mail`,
    `passdb static {\n  password = ${password}\n}`,
    `userdb static {\n  fields {\n    ${own.replaceAll(" ", "\n    ")}\n  }\n}`,
  ];
  const is24 = version.localeCompare("2.4", "en", { numeric: true }) >= 0;
  // Whoever may not be anybody else is themselves throughout.
  const alone =
    uid === NOBODY
      ? []
      : [
          `default_internal_user = ${userInfo().username}`,
          `default_login_user = ${userInfo().username}`,
          `default_internal_group = ${execFileSync("id", ["-gn"], { encoding: "utf8" }).trim()}`,
          ...["imap-login", "anvil"].map(
            (service) => `service ${service} {\n  chroot =\n}`,
          ),
        ];
  const head = is24
    ? [
        `dovecot_config_version = ${version}`,
        `dovecot_storage_version = ${version}`,
      ]
    : [];
  return [
    ...head,
    ...common,
    ...alone,
    ...(is24 ? since24 : before24),
    "",
  ].join("\n");
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether somebody answers there. */
async function answers(port) {
  const socket = net.connect(port, "127.0.0.1");
  try {
    await once(socket, "data", { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * Starts it on a free port. Gives `{ port, deliver(mail), left(), stop() }`: a mail is delivered as a mail server does, by
 * putting its file into the folder; `left()` are the mails that nobody has taken away.
 */
export async function startDovecot(password) {
  const folder = await mkdtemp(path.join(tmpdir(), "dovecot-"));
  // Whose mails they are has to get there.
  await chmod(folder, 0o755);
  const isRoot = process.getuid() === 0;
  const uid = isRoot ? NOBODY : process.getuid();
  const gid = isRoot ? NOBODY : process.getgid();
  const make = async (...names) => {
    const place = path.join(folder, ...names);
    await mkdir(place, { recursive: true });
    await chown(place, uid, gid);
    return place;
  };
  await make("home");
  await make("mail");
  const places = {};
  for (const name of ["cur", "new", "tmp"])
    places[name] = await make("mail", name);
  const port = await freePort();
  const version = execFileSync(DOVECOT, ["--version"], { encoding: "utf8" });
  const file = path.join(folder, "dovecot.conf");
  await writeFile(
    file,
    configuration(
      folder,
      port,
      password,
      [uid, gid],
      version.split(" ")[0].trim(),
    ),
  );
  let said = "";
  const child = spawn(DOVECOT, ["-F", "-c", file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => (said += data));
  const ended = once(child, "exit");
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries === 100 || child.exitCode !== null) {
      child.kill("SIGKILL");
      throw new Error(`dovecot does not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  let count = 0;
  return {
    port,
    async deliver(mail) {
      count += 1;
      const name = `${Date.now()}.M${count}.mx`;
      const draft = path.join(places.tmp, name);
      await writeFile(draft, mail.replaceAll(/\r?\n/g, "\r\n"));
      await chown(draft, uid, gid);
      await rename(draft, path.join(places.new, name));
    },
    async left() {
      const mails = [await readdir(places.new), await readdir(places.cur)];
      return mails.flat().filter((name) => !/:2,.*S/.test(name)).length;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
