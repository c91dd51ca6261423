#!/usr/bin/env python3
"""Holds a running desk against its published description, as every role.

Schemathesis makes requests of the description, fitting and unfitting ones, always the same; each answer must have a
status, headers and a body that the description knows, and none may be a fault of the desk. Every role has a
demonstration of its own, so that no role finds what another left. A secret is shown once: every one that was sent or
shown is looked for in all that was answered from then on, and in all that the desk logged.

    VENTANILLA_BINARY=target/debug/ventanilla python contract.py [ROLE...]
"""

import base64
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DESCRIPTION = ROOT / "openapi" / "ventanilla.json"
API = "/api/v1"

# What cannot be asked blindly, and why.
LEFT_OUT = {
    "GET /events": "a stream without end: tests/front_door/cases/live.rs listens to it",
    "POST /backup": "each answer is a copy of the whole desk: tests/front_door/backup takes some",
    "PUT /backups/settings": "it would try to write to folders of this machine",
    "PUT /mail/settings": "the desk would speak to mail servers that do not exist",
    "POST /mail/test": "the same",
    "PUT /desk": "with another public address or a second step for all, nothing else would be reached any more",
    "DELETE /session": "it ends the session that asks",
    "DELETE /sessions/{id}": "the same, with the ids that `GET /sessions` answered",
}

# What every answer is held against. Left out is `positive_data_acceptance`: what fits a schema may still name a case
# that is not there, or a state that does not allow it.
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "use_after_free",
    "ensure_resource_availability",
]

# What a desk logs, so that there is something to look for secrets in.
EVERYTHING = "ventanilla=trace,poem=trace,lettre=trace,warn"

# Fields that hold secrets; what the description's examples say there is sent.
TYPED = {"password", "current", "new", "token", "key", "secret"}
# Fields of answers that show a secret, once.
SHOWN = {"secret", "key", "codes", "link"}
# Shorter ones are words that stand anywhere, as are those of small letters alone.
SHORTEST = 12

# Users of the demonstration, whom one enters as.
USERS = ["requester", "agent", "supervisor", "analyst", "administrator"]
# Tokens, which an administrator makes: role and scope.
TOKENS = {"client": ("client", "write"), "reader": ("supervisor", "read")}
ROLES = ["none", *USERS, *TOKENS]
# Who is also tried with made-up requests, which take the most time: strangers, who may the least, who may the most, and
# a program. What the others may lies between.
MADE_UP = {"none", "requester", "administrator", "client"}


def below(found, names, within=None):
    """The secrets that stand below these names; with `within`, only those of what has that name."""
    for name, value in found.items() if isinstance(found, dict) else enumerate(found):
        for text in value if name in names and isinstance(value, list) else [value]:
            if within is None and name in names and isinstance(text, str):
                secret = text.rsplit("#token=")[-1]
                # A link without a token opens nothing: it leads to what is documented.
                if len(secret) >= SHORTEST and not re.fullmatch("[a-z_]+|https?:.*", secret):
                    yield secret
        if isinstance(value, dict | list):
            yield from below(value, names, None if name == within else within)


SECRETS = set(below(json.loads(DESCRIPTION.read_text()), TYPED, within="example"))


def received(har):
    """What the desk answered, in order: what was asked, all of the answer as text, and its JSON."""
    for entry in json.loads(har.read_text())["log"]["entries"]:
        request, answer = entry["request"], entry["response"]
        body = answer["content"].get("text") or ""
        if answer["content"].get("encoding") == "base64":
            body = base64.b64decode(body).decode(errors="replace")
        heads = [f"{header['name']}: {header['value']}" for header in answer["headers"]]
        of_json = re.match(r"application/(problem\+)?json\b", answer["content"]["mimeType"] or "")
        found = json.loads(body) if of_json and body else {}
        yield f"{request['method']} {request['url']}", "\n".join([*heads, body]), found


class Desk:
    """A demonstration on a free port."""

    def __enter__(self):
        command = [os.environ["VENTANILLA_BINARY"], "serve", "--demo", "--listen", "127.0.0.1:0", "--log", EVERYTHING]
        self.log = tempfile.TemporaryFile()
        self.secrets = list(SECRETS)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        for line in self.process.stdout:
            if found := re.search(r"listens on (\S+)", line):
                self.url = found[1]
                return self
        raise SystemExit("the desk did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=30)

    def secrets_are_safe(self):
        """Whether what lets somebody in is nowhere in all that it logged; asked when it has ended."""
        self.log.seek(0)
        log = self.log.read()
        return log != b"" and not any(secret.encode() in log for secret in self.secrets)

    def shown_again(self, har):
        """What showed a secret that was sent or shown before; what answers show once is a secret from then on."""
        again, looked = [], 0
        for asked, text, found in received(har):
            looked += 1
            again += [f"{asked} answered a secret again" for secret in self.secrets if secret in text]
            # The examples of the description are nobody's secrets.
            if "openapi" not in found:
                self.secrets += set(below(found, SHOWN)) - set(self.secrets)
        return again if looked else ["nothing was received"]

    def ask(self, method, path, body=None, headers=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Origin": self.url, "Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(self.url + API + path, data, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer), answer.headers

    def enter(self, role):
        """The headers of somebody who has entered in this role, and in no other."""
        users, _ = self.ask("GET", "/about")
        user = next(user["id"] for user in users["demo_users"] if user["roles"] == [role])
        _, headers = self.ask("POST", "/demo/enter", {"user": user})
        cookie = headers["Set-Cookie"].split(";")[0]
        self.secrets.append(cookie.split("=")[1])
        return {"Cookie": cookie, "Origin": self.url}

    def headers_of(self, role):
        if role == "none":
            return {}
        if role in TOKENS:
            acts_as, scope = TOKENS[role]
            token = {"name": "Contrato", "role": acts_as, "scope": scope}
            made, _ = self.ask("POST", "/tokens", token, self.enter("administrator"))
            self.secrets.append(made["secret"])
            return {"Authorization": f"Bearer {made['secret']}"}
        return self.enter(role)


def hold(role):
    """Runs one role; gives whether all was well, and what there is to say."""
    began = time.monotonic()
    with Desk() as desk, tempfile.TemporaryDirectory() as kept:
        headers = desk.headers_of(role)
        har = pathlib.Path(kept) / "received.har"
        # Where the cookie is no parameter of the description, leaving it out cannot be tried.
        checks = CHECKS + (["ignored_auth"] if role in TOKENS else [])
        phases = "examples,coverage" + (",fuzzing" if role in MADE_UP else "")
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", str(DESCRIPTION), "--url", desk.url,
            "--phases", phases, "--max-examples", "10", "--checks", ",".join(checks),
            "--generation-deterministic", "--generation-with-security-parameters", "false",
            "--continue-on-failure", "--no-shrink", "--request-timeout", "20", "--warnings", "off", "--no-color",
            "--report-har-path", str(har), "--output-sanitize", "false",
        ]  # fmt: skip
        for name, value in headers.items():
            command += ["--header", f"{name}: {value}"]
        for operation in LEFT_OUT:
            method, path = operation.split()
            command += ["--exclude-name", f"{method} {API}{path}"]
        run = subprocess.run(command, capture_output=True, text=True, cwd=pathlib.Path(sys.executable).parent)
        said = run.stdout + run.stderr
        well = run.returncode == 0
        if again := desk.shown_again(har):
            well, said = False, "\n".join([said, *again])
        try:
            # Else the rest was asked by nobody, and shows little.
            if headers:
                desk.ask("GET", "/desk", headers=headers)
        except urllib.error.HTTPError as error:
            well, said = False, f"{said}\n{role} cannot come in any more after the run: {error}\n"
    if not desk.secrets_are_safe():
        well, said = False, f"{said}\nwhat lets {role} in is in the log, or there is none\n"
    cases = re.search(r"(\d+) generated", said)
    line = f"{role}: {cases[1] if cases else 'no'} requests, {time.monotonic() - began:.0f} s"
    return well, line if well else f"{said}\n{line}, FAILED"


def main():
    described = json.loads(DESCRIPTION.read_text())["paths"]
    for operation in LEFT_OUT:
        method, path = operation.split()
        if method.lower() not in described.get(API + path, {}):
            raise SystemExit(f"{operation} is left out, but the description does not have it")
    roles = sys.argv[1:] or ROLES
    well = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for went_well, line in pool.map(hold, roles):
            print(line, flush=True)
            well += went_well
    print(f"test result: {'ok' if well == len(roles) else 'FAILED'}. {well} passed; {len(roles) - well} failed")
    return well != len(roles)


if __name__ == "__main__":
    sys.exit(main())
