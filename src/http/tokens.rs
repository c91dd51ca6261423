//! API tokens: how programs come in.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Done, Made, Shown};
use super::word::{At, Id, Word};
use crate::desk::{Command, Outcome, TokenDraft};
use crate::moment::Moment;
use crate::queries::tokens;
use crate::secret;
use crate::words::{Role, TokenScope};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Tokens;

/// An API token.
#[derive(Clone, Debug, Object)]
pub(super) struct Token {
    /// Its id.
    id: Id,
    /// What it is for.
    name: String,
    /// The role that it acts in.
    role: Word<Role>,
    /// Reading only, writing too, or nothing but what a wall shows.
    scope: Word<TokenScope>,
    /// The user who made it; null: it was made on the command line.
    created_by: Option<Id>,
    /// When it was made.
    created_at: At,
    /// When it ends.
    expires_at: Option<At>,
    /// When it was revoked.
    revoked_at: Option<At>,
    /// Whether it opens anything now.
    valid: bool,
}

/// A token that was just made.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct NewToken {
    /// The token.
    token: Token,
    /// What the program sends as `Authorization: Bearer …`. Shown this once; null when the request was a repetition.
    secret: Option<String>,
}

/// A token to make.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct TokenInput {
    /// What it is for.
    name: String,
    /// The role that it acts in; not `requester`.
    role: Word<Role>,
    /// Reading only, writing too, or nothing but what a wall shows.
    scope: Word<TokenScope>,
    /// When it ends; never when left out.
    expires_at: Option<At>,
}

#[OpenApi(prefix_path = "/tokens", tag = "Tag::Administration")]
impl Tokens {
    /// List API tokens
    ///
    /// The newest first, with those that are revoked or over. For administrators; supervisors see those of walls.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// What the name holds.
        q: Query<Option<String>>,
        /// Only those that may do this.
        scope: Query<Option<Word<TokenScope>>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<Token>>> {
        let limit = page_size(limit.0)?;
        let (text, scope) = (q.0.as_deref(), scope.0.map(|scope| scope.0));
        let page = tokens::list(&caller.snapshot()?, caller.viewer(), text, scope, cursor.0.as_deref(), limit)?;
        Ok(Shown::new(List::of(page, |token| Token::of(token, caller.now()))))
    }

    /// Make an API token
    ///
    /// The secret is shown in this answer and never again. For administrators; supervisors make those of walls, whose
    /// role is `supervisor`.
    #[oai(path = "/", method = "post")]
    async fn create(&self, caller: Caller, input: Input<TokenInput>) -> Answer<Made<NewToken>> {
        caller.must(|viewer| viewer.manages_tokens(input.0.scope.0))?;
        caller.must_have_proved()?;
        let secret = secret::new_secret()?;
        let draft = TokenDraft {
            name: input.0.name,
            hash: secret::hex_hash(&secret),
            role: input.0.role.0,
            scope: input.0.scope.0,
            expires_at: input.0.expires_at.map(|at| at.0),
        };
        let committed = caller.submit(Command::CreateToken(draft)).await?;
        let Outcome::Token(id) = committed.outcome else { return Err(Problem::of(Code::Internal)) };
        let (snapshot, viewer) = caller.afresh()?;
        let token = Token::of(tokens::one(&snapshot, &viewer, id)?, caller.now());
        let secret = Some(secret).filter(|_| !committed.replayed);
        Ok(Made::new(NewToken { token, secret }).location(&format!("/api/v1/tokens/{id}")))
    }

    /// Revoke an API token
    ///
    /// From now on it opens nothing. For administrators; supervisors revoke those of walls.
    #[oai(path = "/:id", method = "delete")]
    async fn revoke(&self, caller: Caller, id: Path<Id>) -> Answer<Done> {
        caller.submit(Command::RevokeToken { token: id.0.to() }).await?;
        Ok(Done::default())
    }
}

impl Token {
    fn of(token: crate::desk::Token, now: Moment) -> Self {
        Self {
            id: Id::of(token.id),
            valid: token.is_valid(now),
            name: token.name,
            role: Word(token.role),
            scope: Word(token.scope),
            created_by: token.created_by.map(Id::of),
            created_at: At(token.created_at),
            expires_at: token.expires_at.map(At),
            revoked_at: token.revoked_at.map(At),
        }
    }
}

impl Example for TokenInput {
    fn example() -> Self {
        Self {
            name: "Monitoreo".to_owned(),
            role: Word(Role::Agent),
            scope: Word(TokenScope::Write),
            expires_at: Moment::parse("2027-12-31T03:00:00Z").map(At),
        }
    }
}

impl Example for NewToken {
    fn example() -> Self {
        let token = Token {
            id: Id(3),
            name: "Monitoreo".to_owned(),
            role: Word(Role::Agent),
            scope: Word(TokenScope::Write),
            created_by: Some(Id(1)),
            created_at: At(Moment::parse("2026-11-25T14:30:00Z").unwrap_or_default()),
            expires_at: Moment::parse("2027-12-31T03:00:00Z").map(At),
            revoked_at: None,
            valid: true,
        };
        Self { token, secret: Some("mTnqVb0…".to_owned()) }
    }
}
