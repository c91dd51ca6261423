//! The edge towards people and programs: the REST resources (one file each), the door, and the embedded web UI.
//!
//! A connection is `server`'s. A request passes `outside` (headers, host, what nobody else answered), then either an asset of the web UI or an
//! operation of the API: `operations` checks what all have in common, `watched` writes refusals down, `caller` finds out who asks, the resource reads
//! as the request, and `reply` or `problem` is what comes back.

mod body;
mod bound;
mod caller;
pub mod entry;
mod gate;
mod input;
mod letters;
mod list;
pub mod machine;
mod operations;
mod outside;
mod page;
mod picture;
mod portal;
pub mod problem;
mod qr;
mod range;
mod reply;
mod request_id;
mod schema;
pub mod server;
pub mod state;
mod streamed;
mod survey_page;
mod survey_review;
mod surveys;
pub mod tls;
mod watched;
mod word;

mod description;
mod docs;
mod health;
mod jobs;
mod ui;

mod about;
mod attachments;
mod audit;
mod backup;
mod backups;
mod board;
mod clocks;
mod demo;
mod desk;
mod events;
mod follow_ups;
mod groups;
mod mail;
mod mailbox_sign_in;
mod mailboxes;
mod mails_aside;
mod me;
pub mod metrics;
mod model;
mod password;
mod personal_data;
mod persons;
mod phone_surveys;
mod procedure;
mod screen_notices;
mod search;
mod second_step;
mod session;
pub mod setup;
mod ticket_actions;
mod ticket_export;
mod ticket_filters;
mod ticket_procedure;
mod ticket_surveys;
mod ticket_view;
mod tickets;
mod timeline;
mod tokens;
mod transitions;
mod units;
mod uploads;
mod user_access;
mod users;
mod wall;
mod webhooks;

use poem::{Endpoint, EndpointExt, IntoResponse, Response, Route, get, handler};
use poem_openapi::Tags;
use problem::{Code, Problem};
use state::State;
use std::sync::Arc;

pub use description::description;

/// Everything that is answered, for this state.
pub fn router(state: Arc<State>) -> impl Endpoint<Output = Response> {
    Route::new()
        .nest(description::PREFIX, description::service())
        .at("/api/*rest", nothing)
        .at("/openapi.json", get(docs::openapi))
        .nest("/docs", docs::routes())
        .nest("/s", survey_page::routes())
        .nest("/review", survey_review::routes())
        .at("/c/:token", get(portal::open))
        .nest("/my", portal::routes())
        .at("/livez", get(health::livez))
        .at("/readyz", get(health::readyz))
        .at("/metrics", get(metrics::for_administrators))
        .at("/*page", portal::front)
        .with(outside::Outside)
        .data(state)
}

/// An address of the API that does not exist.
#[handler]
fn nothing() -> Response {
    Problem::of(Code::NotFound).into_response()
}

/// The parts of the description.
#[derive(Tags)]
enum Tag {
    /// Cases: lists, registering, working on them, what was said and what happened.
    Tickets,
    /// Who asks, and the units that they belong to.
    People,
    /// What changes, as it happens.
    Live,
    /// The service model: what a case is about, what follows from it, and what can be done to it.
    Model,
    /// Surveys: what is asked of people, and what they answered.
    Surveys,
    /// What a small desk needs on its first day, and who may do what.
    Administration,
    /// The first run, signing in and out, and oneself.
    Entry,
}

/// Every resource of the API. (A tuple of the framework holds at most sixteen, so they lie in groups.)
type Resources = (Cases, Entry, Model, Administration);
type Cases = (
    tickets::Tickets,
    ticket_export::TicketExport,
    ticket_actions::TicketActions,
    ticket_procedure::TicketProcedureResource,
    ticket_surveys::TicketSurveys,
    phone_surveys::PhoneSurveys,
    personal_data::PersonalData,
    timeline::Timeline,
    attachments::Attachments,
    letters::Letters,
    uploads::Uploads,
    persons::Persons,
    units::Units,
    events::Events,
    board::BoardResource,
    wall::WallResource,
);
type Entry = (
    about::AboutResource,
    setup::Setup,
    session::SessionResource,
    password::PasswordResource,
    demo::Demo,
    me::MeResource,
    screen_notices::ScreenNotices,
    search::SearchResource,
    second_step::SecondStepResource,
);
type Model = (
    model::ModelResource,
    model::DraftResource,
    model::ProcedureResource,
    model::ContractResource,
    model::PresetResource,
    model::ReplayResource,
    model::ScenarioResource,
    surveys::Surveys,
    surveys::SurveyCharts,
    surveys::SurveyDesign,
    surveys::SurveyFiles,
    surveys::SurveyReviewResource,
    follow_ups::FollowUps,
    surveys::SurveyRounds,
    surveys::SurveyTexts,
);
type Administration = (
    desk::DeskResource,
    transitions::Transitions,
    users::Users,
    user_access::UserAccessResource,
    groups::Groups,
    tokens::Tokens,
    mail::Mail,
    mailboxes::Mailboxes,
    mails_aside::MailsAside,
    mailbox_sign_in::MailboxSignIn,
    webhooks::Webhooks,
    backup::Backup,
    backups::Backups,
    jobs::Jobs,
    audit::Audit,
    health::Health,
);

fn resources() -> Resources {
    (
        (
            tickets::Tickets,
            ticket_export::TicketExport,
            ticket_actions::TicketActions,
            ticket_procedure::TicketProcedureResource,
            ticket_surveys::TicketSurveys,
            phone_surveys::PhoneSurveys,
            personal_data::PersonalData,
            timeline::Timeline,
            attachments::Attachments,
            letters::Letters,
            uploads::Uploads,
            persons::Persons,
            units::Units,
            events::Events,
            board::BoardResource,
            wall::WallResource,
        ),
        (
            about::AboutResource,
            setup::Setup,
            session::SessionResource,
            password::PasswordResource,
            demo::Demo,
            me::MeResource,
            screen_notices::ScreenNotices,
            search::SearchResource,
            second_step::SecondStepResource,
        ),
        (
            model::ModelResource,
            model::DraftResource,
            model::ProcedureResource,
            model::ContractResource,
            model::PresetResource,
            model::ReplayResource,
            model::ScenarioResource,
            surveys::Surveys,
            surveys::SurveyCharts,
            surveys::SurveyDesign,
            surveys::SurveyFiles,
            surveys::SurveyReviewResource,
            follow_ups::FollowUps,
            surveys::SurveyRounds,
            surveys::SurveyTexts,
        ),
        (
            desk::DeskResource,
            transitions::Transitions,
            users::Users,
            user_access::UserAccessResource,
            groups::Groups,
            tokens::Tokens,
            mail::Mail,
            mailboxes::Mailboxes,
            mails_aside::MailsAside,
            mailbox_sign_in::MailboxSignIn,
            webhooks::Webhooks,
            backup::Backup,
            backups::Backups,
            jobs::Jobs,
            audit::Audit,
            health::Health,
        ),
    )
}
