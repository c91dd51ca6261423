//! A disk that is really full: a small tmpfs that another file fills.

use crate::http::desk::{Answer, read};
use crate::program::{Running, done, run, set_up, token};
use crate::secrets::{SEED, code};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const MIB: u64 = 1 << 20;
/// Of which an eighth and a sixteenth are reserves.
const SIZE: u64 = 64 * MIB;
const PASSWORD: &str = "una clave larga y propia";

/// A small disk of its own.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// Nothing when the tests are told to do without.
    fn mount() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={SIZE}"), "ventanilla-test"]);
        let mounted = mount.arg(folder.path()).output();
        if mounted.as_ref().is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        assert!(
            std::env::var_os("VENTANILLA_TESTS_WITHOUT_MOUNT").is_some(),
            "no tmpfs can be mounted here, so a full disk cannot be tested: run the tests as root, or leave this one out \
             with VENTANILLA_TESTS_WITHOUT_MOUNT=1 ({mounted:?})"
        );
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Leaves so many bytes free.
    fn fill(&self, leave: u64) {
        let filling = self.path().join("filling");
        loop {
            let _ = fs::remove_file(&filling);
            let disk = rustix::fs::statvfs(self.path()).unwrap();
            let free = disk.f_bavail * disk.f_frsize;
            match fs::write(&filling, vec![1; usize::try_from(free.saturating_sub(leave)).unwrap()]) {
                // The search index may have taken some of it meanwhile.
                Err(error) if error.kind() == std::io::ErrorKind::StorageFull => {}
                filled => return filled.unwrap(),
            }
        }
    }

    fn empty(&self) {
        fs::remove_file(self.path().join("filling")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: should the test have failed, its desk still runs.
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

struct Desk {
    running: Running,
    client: Client,
    token: String,
    /// An administrator's.
    key: String,
}

impl Desk {
    async fn open_case(&self, subject: &str) -> (u16, Value) {
        let body = json!({
            "subject": subject,
            "description": "Desde las nueve no llega nada. ".repeat(100),
            "channel": "phone",
            "requester": { "email": "ana@canelos.example", "name": "Ana Rojas" },
        });
        let request = self.client.post(format!("{}/api/v1/tickets", self.running.url)).bearer_auth(&self.token);
        let answer = read(request.header("idempotency-key", subject.replace(' ', "-")).json(&body)).await;
        (answer.status, answer.json)
    }

    async fn upload(&self) -> Answer {
        let request = self.client.post(format!("{}/api/v1/uploads?name=a.txt", self.running.url));
        read(request.bearer_auth(&self.token).body("una línea")).await
    }

    /// Takes something away, as an administrator.
    fn delete(&self, path: &str) -> RequestBuilder {
        self.client.delete(format!("{}{path}", self.running.url)).bearer_auth(&self.key)
    }

    /// Asks as whoever is known by the cookie.
    fn in_session(&self, method: Method, path: &str, cookie: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}/api/v1{path}", self.running.url));
        request.header("cookie", cookie).header("origin", &self.running.url)
    }

    /// Beto in two sessions and with a second step: his id, the cookie of the first session, and the names of both.
    async fn beto(&self) -> (Value, String, [String; 2]) {
        let user = json!({ "name": "Beto", "email": "beto@mesa.example", "roles": ["agent"], "password": PASSWORD });
        let id = self.send(Method::POST, "/users", &user).await.is(201).json["id"].clone();
        let enters = || async { self.signs_in("beto@mesa.example").await.is(200).cookie() };
        let (first, second) = (enters().await, enters().await);
        let mut names = Vec::new();
        for cookie in [&first, &second] {
            let sessions = read(self.in_session(Method::GET, "/sessions", cookie)).await.is(200).json;
            let own = sessions.as_array().unwrap().iter().find(|session| session["current"] == true).unwrap();
            names.push(own["id"].as_str().unwrap().to_owned());
        }
        let step = json!({ "key": SEED, "code": code(0) });
        read(self.in_session(Method::PUT, "/me/second-step", &first).json(&step)).await.is(200);
        (id, first, names.try_into().unwrap())
    }

    /// Sends this as an administrator.
    async fn send(&self, method: Method, path: &str, body: &Value) -> Answer {
        let request = self.client.request(method, format!("{}/api/v1{path}", self.running.url));
        read(request.bearer_auth(&self.key).json(body)).await
    }

    /// What the replay of a day comes to.
    async fn replay(&self) -> Answer {
        let day = json!({ "name": "Un día", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z" });
        self.send(Method::POST, "/model/replays", &day).await
    }

    /// Whatever can be taken away can be so now: of these paths there is something, for the others a refusal is as good
    /// as long as it is not for want of room.
    async fn takes_away(&self, mut there: BTreeMap<&str, RequestBuilder>) {
        let description: Value = serde_json::from_str(&self.get("/openapi.json").await.1).unwrap();
        let paths = description["paths"].as_object().unwrap().iter();
        let deletes: Vec<&str> =
            paths.filter(|(_, path)| path["delete"].is_object()).map(|(path, _)| &**path).collect();
        assert!(there.keys().all(|path| deletes.contains(path)), "{deletes:?}");
        for path in deletes {
            let named = path.replace("{id}", "1").replace("{session}", &"0".repeat(64));
            let (is_there, request) = match there.remove(path) {
                Some(request) => (true, request),
                None => (false, self.delete(&named)),
            };
            let answer = read(request).await;
            assert_ne!(answer.status, 507, "{path}: {}", answer.text);
            assert!(!is_there || [200, 204].contains(&answer.status), "{path}: {}", answer.text);
        }
    }

    async fn get(&self, path: &str) -> (u16, String) {
        self.get_by(&self.token, path).await
    }

    async fn get_by(&self, token: &str, path: &str) -> (u16, String) {
        let answer = read(self.client.get(format!("{}{path}", self.running.url)).bearer_auth(token)).await;
        (answer.status, answer.text)
    }

    /// Taking a backup away, refused.
    async fn refuses_a_backup(&self) -> String {
        let request = self.client.post(format!("{}/api/v1/backup", self.running.url)).bearer_auth(&self.key);
        let refused = read(request).await.fails(507, "disk_full");
        refused.json["detail"].as_str().unwrap().to_owned()
    }

    async fn enters(&self) -> u16 {
        self.signs_in("ana@mesa.example").await.status
    }

    async fn signs_in(&self, email: &str) -> Answer {
        let body = json!({ "email": email, "password": PASSWORD });
        let request = self.client.post(format!("{}/api/v1/session", self.running.url));
        read(request.header("origin", &self.running.url).json(&body)).await
    }

    /// What administrators are told by mail, the first first.
    async fn until_told(&self, alarms: &[&str]) {
        let begun = Instant::now();
        loop {
            let url = format!("{}/api/v1/mail/outbox?state=queued", self.running.url);
            let outbox = read(self.client.get(url).bearer_auth(&self.key)).await.json;
            let mut told: Vec<_> = outbox["items"].as_array().unwrap().iter().map(|mail| &mail["kind"]).collect();
            told.retain(|kind| kind.as_str().unwrap().starts_with("disk_"));
            told.reverse();
            if told == alarms {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "not {alarms:?} but {told:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn until_ready_says(&self, status: u16, words: &str) {
        let begun = Instant::now();
        loop {
            let said = self.get("/readyz").await;
            if said.0 == status && said.1.contains(words) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "not {status} {words} but {said:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test]
async fn a_full_disk_is_met_in_good_order_and_passes_by_itself() {
    let Some(disk) = SmallDisk::mount() else { return };
    let data = disk.path().join("desk.redb");
    set_up(&data, PASSWORD);
    let (token, key, spare) = (token(&data, "agent"), token(&data, "administrator"), token(&data, "agent"));
    let desk = Desk { running: Running::start(&data), client: Client::new(), token, key };
    let mut acknowledged = Vec::new();
    let mut kept = |(status, case): (u16, Value)| {
        assert_eq!(status, 201, "{case}");
        acknowledged.push((case["number"].as_u64().unwrap(), case["subject"].as_str().unwrap().to_owned()));
        case["number"].as_u64().unwrap()
    };
    let mut tried = 0;
    desk.until_ready_says(200, "ok\n").await;
    let first = kept(desk.open_case("with room").await);
    desk.upload().await.is(201);
    let mine = read(
        desk.client.post(format!("{}/api/v1/uploads?name=a.txt", desk.running.url)).bearer_auth(&desk.key).body("uno"),
    );
    let mine = mine.await.is(201).json["id"].clone();
    let (beto, cookie, [own, other]) = desk.beto().await;
    let replay = desk.replay().await.is(202).json["id"].clone();
    let groups = json!({ "group_agreements": [] });
    desk.send(Method::PUT, "/model/draft/group-agreements", &groups).await.is(200);

    disk.fill(6 * MIB);
    desk.until_ready_says(200, "attachments are refused").await;
    kept(desk.open_case("under the first reserve").await);
    desk.upload().await.fails(507, "disk_full");
    desk.replay().await.fails(507, "disk_full");
    desk.until_told(&["disk_fills_up"]).await;
    // A backup takes no room here that the desk needs; elsewhere it is made.
    let elsewhere = TempDir::new().unwrap();
    let beside = disk.path().join("copy.redb");
    let refused = run(&data, &["backup", beside.to_str().unwrap()], "");
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("no room left") && said.contains(" MB free; make room"), "{refused:?}");
    let told = desk.refuses_a_backup().await;
    assert!(told.contains(" MB free. Make room") && !told.contains(disk.path().to_str().unwrap()), "{told}");
    assert!(!beside.exists() && !disk.path().join("copy.redb.part").exists());
    done(&data, &["backup", elsewhere.path().join("copy.redb").to_str().unwrap()], "");

    disk.fill(2 * MIB);
    desk.until_ready_says(503, "the disk is full").await;
    desk.until_told(&["disk_fills_up", "disk_full"]).await;
    for n in 0..20 {
        let (status, problem) = desk.open_case(&format!("refused {n}")).await;
        assert_eq!((status, problem["code"].as_str()), (507, Some("disk_full")), "{problem}");
        assert!(problem["detail"].as_str().unwrap().contains("make room"), "{problem}");
    }
    // What was done before is still answered, and so is whoever comes in and looks.
    let (status, again) = desk.open_case("with room").await;
    assert_eq!((status, again["number"].as_u64()), (201, Some(first)));
    assert_eq!(desk.enters().await, 200);
    assert_eq!(desk.get("/api/v1/tickets?status=open").await.0, 200);
    // What is taken away takes no room, and whose token it was is out.
    assert_eq!(desk.get_by(&spare, "/api/v1/tickets").await.0, 200);
    let tokens = desk.get_by(&desk.key, "/api/v1/tokens").await.1;
    let tokens: Value = serde_json::from_str(&tokens).unwrap();
    let last = tokens["items"].as_array().unwrap().iter().max_by_key(|token| token["id"].as_u64()).unwrap();
    let there = BTreeMap::from([
        ("/api/v1/tokens/{id}", desk.delete(&format!("/api/v1/tokens/{}", last["id"]))),
        ("/api/v1/uploads/{id}", desk.delete(&format!("/api/v1/uploads/{}", mine.as_str().unwrap()))),
        ("/api/v1/model/replays/{id}", desk.delete(&format!("/api/v1/model/replays/{replay}"))),
        ("/api/v1/model/draft", desk.delete("/api/v1/model/draft")),
        ("/api/v1/sessions/{id}", desk.in_session(Method::DELETE, &format!("/sessions/{own}"), &cookie)),
        ("/api/v1/users/{id}/second-step", desk.delete(&format!("/api/v1/users/{beto}/second-step"))),
        ("/api/v1/users/{id}/sessions", desk.delete("/api/v1/users/1/sessions")),
        ("/api/v1/users/{id}/sessions/{session}", desk.delete(&format!("/api/v1/users/{beto}/sessions/{other}"))),
    ]);
    desk.takes_away(there).await;
    assert_eq!(desk.signs_in("beto@mesa.example").await.status, 200, "his second step is over");
    assert_eq!(desk.get_by(&spare, "/api/v1/tickets").await.0, 401);

    disk.empty();
    desk.until_ready_says(200, "ok\n").await;
    kept(desk.open_case("with room again").await);
    desk.upload().await.is(201);

    // At once and wholly, before anybody has looked: the room that the desk keeps for itself brings what was begun to its
    // end, nothing else is begun, and nobody who reads notices.
    for _ in 0..5 {
        disk.fill(0);
        let mut refused = 0;
        while refused < 20 {
            tried += 1;
            match desk.open_case(&format!("into the wall {tried}")).await {
                answer @ (201, _) => drop(kept(answer)),
                (507, _) => refused += 1,
                other => panic!("{other:?}"),
            }
            assert_eq!(desk.get("/api/v1/tickets?status=open").await.0, 200);
        }
        assert_eq!(desk.enters().await, 200);
        desk.until_ready_says(503, "the disk is full").await;
        disk.empty();
        desk.until_ready_says(200, "ok\n").await;
    }
    for (number, subject) in &acknowledged {
        let (_, case) = desk.get(&format!("/api/v1/tickets/{number}")).await;
        assert_eq!(serde_json::from_str::<Value>(&case).unwrap()["subject"].as_str(), Some(subject.as_str()));
    }
    let (_, last) = desk.get("/api/v1/tickets?sort=-number&limit=1").await;
    let last: Value = serde_json::from_str(&last).unwrap();
    assert_eq!(last["items"][0]["number"].as_u64(), Some(acknowledged.len() as u64), "{last}");
    desk.running.kill();
    done(&data, &["check", "--rebuild"], "");
}
