#![expect(clippy::unwrap_used, reason = "tests")]
use super::hub::WAITING;
use super::listener::Listener;
use super::wire::Message;
use crate::clock::Clock;
use crate::desk::id::{Seq, TokenId};
use crate::desk::{ActorRef, Command, Settings, TokenDraft};
use crate::http::setup::first_administrator;
use crate::http::state::{Options, State};
use crate::moment::Moment;
use crate::queries::live::Changes;
use crate::store::{self, Request, Store};
use crate::words::{Role, TokenScope};

#[tokio::test]
async fn a_slow_listener_holds_nobody_up_and_is_told_to_ask_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let store = Store::open(&path, store::Options::default()).unwrap();
    let now = Moment::from_millis(1_795_609_200_000);
    let set_up =
        first_administrator("Ana".to_owned(), "ana@mesa.example".to_owned(), Ok("hash".into()), Settings::default());
    let ana = store.submit(Request::new(ActorRef::Setup, set_up, now)).await.unwrap();
    assert!(matches!(ana.outcome, crate::desk::Outcome::User(_)));
    let token = TokenDraft {
        name: "Pantalla".to_owned(),
        hash: "0".repeat(64),
        role: Role::Supervisor,
        scope: TokenScope::Read,
        expires_at: None,
    };
    let make = Command::CreateToken(token);
    store.submit(Request::new(ActorRef::User(crate::desk::id::UserId(1)), make, now)).await.unwrap();

    let state = State::new(store, Clock::settable(now), Default::default(), Default::default(), Options::default());
    let listener = Listener::begin(&state, ActorRef::Token(TokenId(1)), None, None).unwrap();
    for n in 0..WAITING as u64 + 50 {
        let mut changes = Changes::default();
        changes.last = Seq(1_000 + n);
        state.live.tell(Message::of(changes));
    }
    let (hello, listener) = listener.next().await.unwrap();
    assert!(hello.starts_with(b"event: hello\n"));
    let (reset, listener) = listener.next().await.unwrap();
    let head = state.store.snapshot().unwrap().head().0;
    assert_eq!(reset, format!("event: reset\nid: {head}\ndata: {{}}\n\n"));
    state.close();
    assert!(listener.next().await.is_none());
    assert!(state.live.listen().is_none());
    state.store.clone().close().unwrap();
    assert!(store::check(&path, true, &mut |_| {}).unwrap().is_clean());
}
