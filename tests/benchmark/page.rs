//! What the page of a case costs whoever asked for it: all bytes that a browser fetches to show it.

use crate::measure::Outcome;
use crate::program::{self, Caller, Running};
use reqwest::Client;
use reqwest::header::{COOKIE, ORIGIN, SET_COOKIE};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PASSWORD: &str = "cuatro palabras al azar";
const EMAIL: &str = "rosa@canelos.example";
/// So much was said: more than one page shows.
const ANSWERS: u32 = 40;
/// What is said, six times over.
const SAID: &str = "Ya revisé el cable y reinicié el equipo, pero sigue sin conectarse a la red de la oficina. ";

/// Prints the figure.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    let setup = ["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"];
    program::run(&data, &setup, &format!("{PASSWORD}\n"))?;
    let tokens = [program::token(&data, "administrator")?, program::token(&data, "agent")?];
    let running = Running::start(&data)?;
    let [administrator, agent] = tokens.map(|token| Caller::new(&running.url, &token));
    let number = conversation(&administrator, &agent).await?;

    let client = Client::new();
    let enter = client.post(format!("{}/api/v1/session", running.url)).header(ORIGIN, &running.url);
    let entered = enter.json(&json!({ "email": EMAIL, "password": PASSWORD })).send().await?.error_for_status()?;
    let cookie = entered.headers().get(SET_COOKIE).ok_or("no session")?.to_str()?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let fetch = async |path: &str| {
        let request = client.get(format!("{}{path}", running.url)).header(COOKIE, &cookie);
        request.send().await?.error_for_status()?.text().await
    };
    let page = fetch(&format!("/my/{number}")).await?;
    let parts: BTreeSet<&str> = ["href=\"", "src=\""].iter().flat_map(|before| page.split(before).skip(1)).collect();
    let parts = parts.into_iter().filter_map(|part| part.split('"').next());
    let parts: BTreeSet<&str> = parts.filter(|path| path.rsplit('.').next().is_some_and(is_part)).collect();
    let mut bytes = page.len();
    for part in &parts {
        bytes += fetch(part).await?.len();
    }
    println!(
        "requester     the page of a case, {ANSWERS} answers of {} bytes: {:.1} kB, of which {:.1} kB in {} parts that are \
         kept; nothing packed (60)",
        SAID.len() * 6,
        bytes as f64 / 1e3,
        (bytes - page.len()) as f64 / 1e3,
        parts.len()
    );
    Ok(())
}

/// Whether a browser fetches it to show the page.
fn is_part(ending: &str) -> bool {
    matches!(ending, "css" | "js" | "svg")
}

/// A case of Rosa's, in which much was said; its number.
async fn conversation(administrator: &Caller, agent: &Caller) -> Outcome<Value> {
    let made = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes);
    let person = made(agent.write("/persons", &json!({ "name": "Rosa Soto", "emails": [EMAIL] })).await?)?;
    let user = json!({
        "name": "Rosa Soto", "email": EMAIL, "roles": ["requester"], "person": person["id"], "password": PASSWORD,
    });
    administrator.write("/users", &user).await?;
    let new = json!({
        "subject": "Sin red", "channel": "mail", "requester": { "id": person["id"] }, "description": SAID.repeat(6),
    });
    let case = made(agent.write("/tickets", &new).await?)?;
    for n in 0..ANSWERS {
        let said = json!({ "text": SAID.repeat(6), "channel": "mail", "from_requester": n % 2 == 0 });
        agent.write(&format!("/tickets/{}/messages", case["number"]), &said).await?;
    }
    Ok(case["number"].clone())
}
