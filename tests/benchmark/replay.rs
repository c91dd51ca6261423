//! A year of 100,000 cases, replayed through a model on trial: from the opened snapshot to the result.

use crate::measure::{Outcome, load, peak_memory};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;
use ventanilla::desk::id::UnitId;
use ventanilla::desk::{Facts, NoticeKind, NoticeWay};
use ventanilla::moment::Moment;
use ventanilla::replay::{Progress, Retraced, retrace};
use ventanilla::sample::{DEFAULT_UNTIL, SampleOptions, fill_store};
use ventanilla::service_model::{
    AssignmentRule, AssignmentRuleId, Conditions, NoticeRule, NoticeRuleId, ReadyModel, ServiceModel,
};
use ventanilla::store::{Options, Store};
use ventanilla::words::{Audience, Channel, Kind, Language, Pick, Vocabulary};

/// How often it is done; each time is printed.
const TURNS: usize = 3;

/// Prints how many cases a second are replayed, by the model in force and by a draft with all kinds of rules.
pub(crate) fn measure(cases: u64) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("desk.redb"), Options { notices: false, ..Options::default() })?;
    let until = Moment::parse(DEFAULT_UNTIL).ok_or("the default end is no moment")?;
    let options = SampleOptions { tickets: cases, months: 12, seed: 1, until, people: None, administrator: false };
    fill_store(&store, &options, |_| {})?;
    let in_force = store.snapshot()?.model()?;
    let draft = Arc::new(ReadyModel::from(other(&in_force)));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for (name, model) in [("the model in force", &in_force), ("a draft, all rules on", &draft)] {
        let (mut rates, mut last) = (Vec::new(), Retraced::default());
        for _ in 0..TURNS {
            let snapshot = store.snapshot()?;
            // Letting go of the one before is no part of it.
            drop(last);
            let begun = Instant::now();
            last = retrace(&snapshot, model, Moment::default()..until, until, &Progress::default(), threads)?;
            rates.push(last.tally.cases as f64 / begun.elapsed().as_secs_f64());
        }
        let best = rates.iter().copied().fold(0.0, f64::max);
        let rates: Vec<String> = rates.iter().map(|rate| format!("{rate:.0}")).collect();
        println!(
            "replay        {name}: {} cases, {} would have gone otherwise; {best:.0} a second on {threads} processors \
             (at least 100000; runs: {}) (load {})",
            last.tally.cases,
            last.tally.differing,
            rates.join(", "),
            load()
        );
    }
    println!("              peak resident {} MiB", peak_memory());
    store.close()?;
    Ok(())
}

/// The model with tighter agreements, rules of assignment with words and without, and conditions on people and units.
fn other(model: &ServiceModel) -> ServiceModel {
    let mut model = model.clone();
    for agreement in &mut model.agreements {
        for target in [&mut agreement.first_response, &mut agreement.solution].into_iter().flatten() {
            target.minutes = target.minutes * 3 / 4;
        }
    }
    if let Some(careful) = model.agreements.first().cloned() {
        let mut careful = careful;
        careful.id.0 = 100;
        careful.name = "Con cuidado".to_owned();
        careful.conditions = Conditions { vip: Some(true), ..Conditions::default() };
        let mut there = careful.clone();
        there.id.0 = 101;
        there.name = "En una sede".to_owned();
        there.conditions = Conditions { units: BTreeSet::from([UnitId::from(2)]), ..Conditions::default() };
        let mut in_their_language = careful.clone();
        in_their_language.id.0 = 102;
        in_their_language.name = "En inglés".to_owned();
        in_their_language.conditions =
            Conditions { languages: BTreeSet::from([Language::En]), ..Conditions::default() };
        model.agreements.splice(0..0, [careful, there, in_their_language]);
    }
    let groups: Vec<_> = model.group_agreements.iter().map(|agreement| agreement.group).collect();
    let words = ["impresora", "correo", "clave", "red", "pantalla", "vpn", "acceso", "teléfono", "monitor", "disco"];
    let rule = |(n, group): (usize, _)| AssignmentRule {
        id: AssignmentRuleId(n as u64 + 1),
        name: format!("Regla {n}"),
        conditions: Conditions {
            kinds: Kind::ALL.get(n % 3).copied().into_iter().collect(),
            channels: BTreeSet::from([Channel::Mail, Channel::Web]),
            ..Conditions::default()
        },
        words: words.get(n % words.len()).map(|word| (*word).to_owned()).into_iter().collect(),
        people: BTreeSet::new(),
        group,
        pick: Pick::InTurn,
        skill: None,
    };
    model.assignment_rules = groups.iter().copied().cycle().take(20).enumerate().map(rule).collect();
    // What is told of each thing that happens is told by a rule.
    let occasions = [
        (NoticeKind::Opened, Audience::Requester),
        (NoticeKind::Passed, Audience::Group),
        (NoticeKind::Assigned, Audience::Assignee),
        (NoticeKind::Answered, Audience::Assignee),
        (NoticeKind::Replied, Audience::Requester),
        (NoticeKind::Solved, Audience::Requester),
        (NoticeKind::Closed, Audience::Requester),
        (NoticeKind::DeadlineMissed, Audience::GroupSupervisors),
    ];
    let notice = |(n, (on, audience)): (usize, (NoticeKind, Audience))| NoticeRule {
        id: NoticeRuleId(n as u64 + 1),
        name: format!("Aviso {n}"),
        on,
        conditions: Conditions::default(),
        to: BTreeSet::from([audience]),
        ways: BTreeSet::from([NoticeWay::Screen, NoticeWay::Mail]),
        webhooks: BTreeSet::new(),
        texts: BTreeMap::new(),
    };
    model.notices = occasions.into_iter().enumerate().map(notice).collect();
    model
}
