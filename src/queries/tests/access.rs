//! The law of access: what the indexes answer is what the predicate says, for everybody, whatever happened before.

use super::desk::{ADMIN, Steps, TestDesk, call, solution};
use crate::desk::id::{GroupId, PersonId, Seq, TicketNumber, UserId};
use crate::desk::{ActorRef, Command, Facts, PersonDraft, Ticket, TicketEdit, TokenDraft, Viewer, can_see};
use crate::moment::Day;
use crate::queries::counts::{Counts, counts, open_of_person};
use crate::queries::live::{self, News};
use crate::queries::tickets::{Asked, AssigneeIs, GroupIs, Order, list};
use crate::queries::{Unanswered, ticket};
use crate::service_model::{Agreement, AgreementId, Conditions, ServiceModel, Target};
use crate::store::Snapshot;
use crate::words::{Counting, Language, Priority, Role, State, TokenScope, WaitingFor};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Whoever takes part in a random desk.
struct Cast {
    actors: Vec<ActorRef>,
    users: Vec<UserId>,
    groups: Vec<GroupId>,
    persons: Vec<PersonId>,
}

fn cast(steps: &mut Steps) -> Cast {
    let site = steps.unit("Casa Matriz", None);
    let units = [None, Some(site), Some(steps.unit("Tesorería", Some(site))), Some(steps.unit("Bodega", Some(site)))];
    let persons: Vec<PersonId> = (0..6)
        .map(|n| {
            let person = PersonDraft { name: format!("Persona {n}"), unit: units[n % 4], ..PersonDraft::default() };
            steps.person(person)
        })
        .collect();
    let first = steps.user("Agente uno", &[Role::Agent], None);
    let second = steps.user("Agente dos", &[Role::Agent], None);
    let both = steps.user("Agente y solicitante", &[Role::Agent, Role::Requester], Some(persons[0]));
    let supervisor = steps.user("Supervisora", &[Role::Supervisor], None);
    let analyst = steps.user("Analista", &[Role::Analyst], None);
    let requester = steps.user("Solicitante", &[Role::Requester], Some(persons[1]));
    // The one heads the site with all that lies below it; an agent, and somebody without an account, a department each.
    steps.head((site, None), persons[1]);
    steps.head((units[2].unwrap(), Some(site)), persons[0]);
    steps.head((units[3].unwrap(), Some(site)), persons[2]);
    let alone = steps.user("Agente sin grupo", &[Role::Agent], None);
    let keeper = steps.user("Administrador", &[Role::Administrator], None);
    steps.run(ADMIN, Command::PublishModel(Box::new(promising())));
    let mut groups = vec![GroupId(1)];
    groups.push(steps.group("Abierta", true, &[first, second]));
    groups.push(steps.group("Cerrada", false, &[second]));
    groups.push(steps.group("Otra cerrada", false, &[both, supervisor]));
    groups.push(steps.group("Vacía", false, &[]));
    let mut actors: Vec<ActorRef> =
        [UserId(1), first, second, both, supervisor, analyst, requester, alone, keeper].map(ActorRef::User).to_vec();
    actors.push(ActorRef::Person(persons[2]));
    for (n, role) in [Role::Agent, Role::Supervisor].into_iter().enumerate() {
        let draft = TokenDraft {
            name: format!("Programa {n}"),
            hash: format!("{n:064}"),
            role,
            scope: TokenScope::Write,
            expires_at: None,
        };
        match steps.run(ADMIN, Command::CreateToken(draft)) {
            crate::desk::Outcome::Token(id) => actors.push(ActorRef::Token(id)),
            other => panic!("{other:?}"),
        }
    }
    Cast { users: vec![UserId(1), first, second, both, supervisor], actors, groups, persons }
}

/// A model that promises something for two of the four priorities, so that some cases have a deadline; waiting stops it.
fn promising() -> ServiceModel {
    let agreement = |id: u64, priority, minutes| Agreement {
        id: AgreementId(id),
        name: format!("Acuerdo {id}"),
        calendar: None,
        conditions: Conditions { priorities: BTreeSet::from([priority]), ..Conditions::default() },
        first_response: None,
        solution: Some(Target {
            minutes,
            time: Counting::Elapsed,
            stopped_by: BTreeSet::from([WaitingFor::ThirdParty]),
            warn_at: BTreeSet::new(),
        }),
    };
    let agreements = vec![agreement(1, Priority::Critical, 60), agreement(2, Priority::Medium, 480)];
    ServiceModel { agreements, ..ServiceModel::starter(Language::Es) }
}

/// A step of a random history: what it does is picked by these numbers.
type Pick = (u8, u8, u8, u8);

fn step(steps: &mut Steps, cast: &Cast, opened: &mut u64, (what, who, which, whither): Pick) {
    let pick = |from: usize, n: u8| usize::from(n) % from;
    let actor = cast.actors[pick(cast.actors.len(), who)];
    let person = cast.persons[pick(cast.persons.len(), which)];
    let group = cast.groups[pick(cast.groups.len(), whither)];
    let user = cast.users[pick(cast.users.len(), whither)];
    let ticket = TicketNumber(u64::from(which) % (*opened).max(1) + 1);
    let reason = "Se conversó".to_owned();
    let command = match what % 14 {
        0..=2 => {
            let mut new = call("Sin correo", person);
            new.affected = (whither % 3 == 0).then_some(cast.persons[pick(cast.persons.len(), who)]);
            new.group = (whither % 2 == 0).then_some(group);
            if matches!(actor, ActorRef::User(_)) && who % 3 == 0 {
                new.requester = crate::desk::RequesterRef::Myself;
            }
            Command::OpenTicket(Box::new(new))
        }
        3 => Command::Take { ticket },
        4 => Command::Assign { ticket, assignee: (whither % 3 > 0).then_some(user) },
        5 | 6 => Command::Pass { ticket, group, assignee: None, note: None, reply: None },
        7 => Command::Wait { ticket, on: WaitingFor::ThirdParty, until: None, reason: None },
        8 => Command::Resume { ticket },
        9 => Command::Resolve { ticket, solution: solution() },
        10 => Command::Reopen { ticket, reason },
        11 => Command::Follow { ticket, follows: whither % 2 == 0 },
        12 => Command::EditTicket {
            ticket,
            edit: Box::new(TicketEdit {
                requester: Some(person),
                affected: Some((whither % 2 == 0).then_some(cast.persons[pick(cast.persons.len(), who)])),
                ..TicketEdit::default()
            }),
        },
        _ => match whither % 3 {
            0 => Command::Cancel { ticket, reason },
            1 => Command::Close { ticket },
            _ => Command::SetPriority { ticket, priority: Some(Priority::Critical), reason: Some(reason) },
        },
    };
    let opens = matches!(command, Command::OpenTicket(_));
    if steps.try_to(actor, command).is_some() && opens {
        *opened += 1;
    }
}

fn all_tickets(snapshot: &Snapshot) -> Vec<Ticket> {
    snapshot.records::<Ticket>(None).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Every list that the API offers.
fn questions(cast: &Cast, today: Day) -> Vec<Asked> {
    let open: BTreeSet<State> = State::OPEN.iter().copied().collect();
    let mut whose = vec![Asked::default(), Asked { following: true, ..Asked::default() }];
    whose.push(Asked { headed: true, ..Asked::default() });
    let mut assignees = vec![AssigneeIs::Me, AssigneeIs::Nobody];
    assignees.extend(cast.users.iter().map(|user| AssigneeIs::User(*user)));
    whose.extend(assignees.into_iter().map(|who| Asked { assignee: Some(who), ..Asked::default() }));
    let mut groups = vec![GroupIs::Mine, GroupIs::NoGroup];
    groups.extend(cast.groups.iter().map(|group| GroupIs::Group(*group)));
    for group in groups {
        whose.push(Asked { group: Some(group), ..Asked::default() });
        whose.push(Asked { group: Some(group), assignee: Some(AssigneeIs::Nobody), ..Asked::default() });
    }
    whose.extend(cast.persons.iter().map(|person| Asked { requester: Some(*person), ..Asked::default() }));
    let mut asked = Vec::new();
    for whose in whose {
        asked.push(Asked { order: Some(Order::NewestFirst), ..whose.clone() });
        asked.push(Asked { order: Some(Order::LongestQuietFirst), ..whose.clone() });
        asked.push(Asked { states: open.clone(), ..whose.clone() });
        asked.push(Asked { states: open.clone(), order: Some(Order::ByPriority), ..whose.clone() });
        asked.push(Asked { states: open.clone(), order: Some(Order::ByDeadline), ..whose.clone() });
        asked.push(Asked { states: open.clone(), order: Some(Order::ByAlarm), ..whose.clone() });
        asked.push(Asked { states: open.clone(), order: Some(Order::Unpromised), ..whose.clone() });
        asked.push(Asked {
            states: BTreeSet::from([State::Waiting]),
            order: Some(Order::OldestFirst),
            ..whose.clone()
        });
        asked.push(Asked { solved: Some(today), ..whose });
    }
    asked
}

fn in_order(order: Order, cases: &mut [Ticket]) {
    match order {
        Order::LatestFirst => cases.sort_by_key(|case| std::cmp::Reverse((case.updated_at, case.number))),
        Order::LongestQuietFirst => cases.sort_by_key(|case| (case.updated_at, case.number)),
        Order::NewestFirst => cases.sort_by_key(|case| std::cmp::Reverse(case.number)),
        Order::OldestFirst | Order::Unpromised => cases.sort_by_key(|case| case.number),
        Order::ByPriority => cases.sort_by_key(|case| (case.priority, case.number)),
        Order::ByDeadline => cases.sort_by_key(|case| (case.deadline(), case.number)),
        Order::ByAlarm => cases.sort_by_key(|case| (case.open_alarm().map(|alarm| alarm.raised), case.number)),
    }
}

/// All pages of a list, three cases each.
fn pages(snapshot: &Snapshot, viewer: &Viewer, asked: &Asked) -> Vec<TicketNumber> {
    let mut found = Vec::new();
    let mut cursor = None;
    loop {
        let page = list(snapshot, viewer, asked, cursor.as_deref(), 3).unwrap();
        assert!(page.items.len() == 3 || page.next.is_none());
        found.extend(page.items.iter().map(|case| case.number));
        match page.next {
            Some(next) => cursor = Some(next),
            None => return found,
        }
    }
}

fn counted(viewer: &Viewer, seen: &[&Ticket], today: Day) -> Counts {
    let number = |wanted: &dyn Fn(&Ticket) -> bool| seen.iter().filter(|case| wanted(case)).count() as u64;
    let open = |case: &Ticket| case.state.is_open();
    let me = viewer.user();
    let works = viewer.is(Role::Agent) || viewer.sees_all();
    let mine = |case: &Ticket| works && me.is_some() && case.assignee == me;
    Counts {
        mine: number(&|case| open(case) && mine(case)),
        groups: number(&|case| works && open(case) && case.group.is_some_and(|group| viewer.groups.contains(&group))),
        unassigned: number(&|case| open(case) && case.assignee.is_none()),
        new: number(&|case| case.state == State::New),
        waiting: number(&|case| case.state == State::Waiting),
        following: number(&|case| {
            works && open(case) && !mine(case) && me.is_some_and(|user| case.followers.contains(&user))
        }),
        solved_today: number(&|case| case.resolution.as_ref().is_some_and(|resolution| resolution.day == today)),
        all: number(&|case| open(case)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_counts_single_cases_and_live_events_agree_with_the_predicate(
        history in prop::collection::vec(any::<Pick>(), 40..120)
    ) {
        let mut desk = TestDesk::new();
        let cast = desk.bulk(|steps| {
            let cast = cast(steps);
            let mut opened = 0;
            for pick in &history {
                step(steps, &cast, &mut opened, *pick);
            }
            cast
        });
        let snapshot = desk.snapshot();
        let zone = snapshot.settings().unwrap().zone();
        let today = desk.now.day(zone);
        let all = all_tickets(&snapshot);
        for actor in &cast.actors {
            let viewer = desk.viewer(*actor);
            let seen: Vec<&Ticket> = all.iter().filter(|case| can_see(&viewer, case)).collect();
            for case in &all {
                prop_assert_eq!(ticket::find(&snapshot, &viewer, case.number).is_ok(), can_see(&viewer, case));
            }
            for asked in questions(&cast, today) {
                let order = asked.order.unwrap_or(if asked.solved.is_some() { Order::NewestFirst } else { Order::LatestFirst });
                let mut expected: Vec<Ticket> =
                    seen.iter().filter(|case| asked.wants(&viewer, case)).map(|case| (*case).clone()).collect();
                if matches!(order, Order::ByDeadline | Order::ByAlarm | Order::Unpromised) {
                    expected.retain(|case| match order {
                        Order::ByAlarm => case.open_alarm().is_some(),
                        Order::Unpromised => !case.is_promised(),
                        _ => case.deadline().is_some(),
                    });
                    if asked.headed || !(viewer.is(Role::Agent) || viewer.sees_all()) {
                        // When the desk must be ready is its own affair.
                        let refused = list(&snapshot, &viewer, &asked, None, 3);
                        prop_assert!(matches!(refused, Err(Unanswered::Combination { .. })), "{:?}", refused);
                        continue;
                    }
                }
                in_order(order, &mut expected);
                let expected: Vec<TicketNumber> = expected.iter().map(|case| case.number).collect();
                prop_assert_eq!(pages(&snapshot, &viewer, &asked), expected, "{:?} asked {:?}", actor, asked);
            }
            prop_assert_eq!(counts(&snapshot, &viewer, today).unwrap(), counted(&viewer, &seen, today), "{:?}", actor);
            for person in &cast.persons {
                let open = seen.iter().filter(|case| {
                    case.state.is_open() && (case.requester == *person || case.affected == Some(*person))
                });
                prop_assert_eq!(open_of_person(&snapshot, &viewer, *person).unwrap(), open.count() as u64);
            }
            follow_live(&snapshot, &viewer, &seen)?;
        }
        drop(snapshot);
        desk.close_and_check();
    }
}

/// Whoever heard every change from the beginning, entry by entry, knows of each case that they see, and of no other.
fn follow_live(snapshot: &Snapshot, viewer: &Viewer, seen: &[&Ticket]) -> Result<(), TestCaseError> {
    for at_once in [3, 1_000] {
        let mut known: BTreeMap<TicketNumber, u64> = BTreeMap::new();
        let mut position = Seq(0);
        while let Some(changes) = live::gather(snapshot, position, at_once).unwrap() {
            position = changes.last;
            if let News::Told(told) = changes.weigh(viewer) {
                for case in told.cases {
                    match case.version {
                        Some(version) => known.insert(case.number, version),
                        None => known.remove(&case.number),
                    };
                }
            }
        }
        let expected: BTreeMap<TicketNumber, u64> = seen.iter().map(|case| (case.number, case.version)).collect();
        prop_assert_eq!(&known, &expected);
    }
    Ok(())
}

#[test]
fn a_case_that_leaves_sight_is_gone_and_one_that_was_never_seen_does_not_exist() {
    let mut desk = TestDesk::new();
    let (outsider, member, number) = desk.bulk(|steps| {
        let outsider = steps.user("Camila", &[Role::Agent], None);
        let member = steps.user("Diego", &[Role::Agent], None);
        let open = steps.group("Terreno", true, &[member]);
        let ana = steps.named("Ana Rojas");
        let mut new = call("Sin red", ana);
        new.group = Some(open);
        (outsider, member, steps.ticket(ActorRef::User(UserId(1)), new))
    });
    let closed = desk.bulk(|steps| steps.group("Seguridad", false, &[member]));
    let (outsider, member) = (desk.viewer(ActorRef::User(outsider)), desk.viewer(ActorRef::User(member)));

    let told = |from: Seq, viewer: &Viewer| match live::gather(&desk.snapshot(), from, 1_000)
        .unwrap()
        .unwrap()
        .weigh(viewer)
    {
        News::Told(told) => told.cases.iter().map(|case| (case.number, case.version.is_none())).collect(),
        News::Nothing => Vec::new(),
        News::TooMuch => panic!("too much"),
    };
    let before = desk.snapshot().head();
    let pass = Command::Pass { ticket: number, group: closed, assignee: None, note: None, reply: None };
    desk.run(ADMIN, pass).unwrap();
    assert_eq!(told(before, &outsider), [(number, true)]);
    assert_eq!(told(before, &member), [(number, false)]);

    let later = desk.snapshot().head();
    desk.run(ADMIN, Command::Note { ticket: number, text: "Confidencial".to_owned(), attachments: Vec::new() })
        .unwrap();
    assert_eq!(told(later, &outsider), []);
    assert_eq!(told(later, &member), [(number, false)]);
    desk.close_and_check();
}

#[test]
fn a_requester_is_not_told_of_what_only_the_desk_reads() {
    let mut desk = TestDesk::new();
    let (requester, number) = desk.bulk(|steps| {
        let ana = steps.named("Ana Rojas");
        let requester = steps.user("Ana Rojas", &[Role::Requester], Some(ana));
        (requester, steps.ticket(ADMIN, call("Sin red", ana)))
    });
    let viewer = desk.viewer(ActorRef::User(requester));
    let before = desk.snapshot().head();
    desk.run(ADMIN, Command::Note { ticket: number, text: "Ojo".to_owned(), attachments: Vec::new() }).unwrap();
    let weigh = |from| live::gather(&desk.snapshot(), from, 10).unwrap().unwrap().weigh(&viewer);
    assert_eq!(weigh(before), News::Nothing);
    let before = desk.snapshot().head();
    desk.run(ADMIN, Command::Resolve { ticket: number, solution: solution() }).unwrap();
    assert!(matches!(weigh(before), News::Told(told) if told.cases.len() == 1));
    desk.close_and_check();
}

#[test]
fn a_cursor_goes_with_its_question_and_its_sight() {
    let mut desk = TestDesk::new();
    let (agent, person) = desk.bulk(|steps| {
        let ana = steps.named("Ana Rojas");
        for n in 0..5 {
            steps.ticket(ADMIN, call(&format!("Caso {n}"), ana));
        }
        steps.group("Cerrada", false, &[]);
        (steps.user("Camila", &[Role::Agent], None), ana)
    });
    let snapshot = desk.snapshot();
    let (all, some) = (desk.viewer(ADMIN), desk.viewer(ActorRef::User(agent)));
    let asked = Asked::default();
    let cursor = list(&snapshot, &all, &asked, None, 2).unwrap().next.unwrap();
    let with = |viewer: &Viewer, asked: &Asked, cursor: &str| list(&snapshot, viewer, asked, Some(cursor), 2);
    assert_eq!(with(&all, &asked, &cursor).unwrap().items.len(), 2);
    let others = [
        Asked { order: Some(Order::OldestFirst), ..Asked::default() },
        Asked { requester: Some(person), ..Asked::default() },
        Asked { states: BTreeSet::from([State::New]), ..Asked::default() },
    ];
    for other in &others {
        assert!(matches!(with(&all, other, &cursor), Err(Unanswered::Cursor)), "{other:?}");
    }
    assert!(matches!(with(&some, &asked, &cursor), Err(Unanswered::Cursor)));
    for nonsense in ["", "x", "AAAA", "../../etc/passwd", "%00"] {
        assert!(matches!(with(&all, &asked, nonsense), Err(Unanswered::Cursor)), "{nonsense}");
    }
    drop(snapshot);
    desk.close_and_check();
}

#[test]
fn only_what_an_index_serves_is_offered() {
    let desk = TestDesk::new();
    let (snapshot, viewer) = (desk.snapshot(), desk.viewer(ADMIN));
    let me = Some(AssigneeIs::Me);
    let no = [
        Asked { assignee: me, group: Some(GroupIs::Mine), ..Asked::default() },
        Asked { assignee: me, following: true, ..Asked::default() },
        Asked { requester: Some(PersonId(1)), group: Some(GroupIs::Mine), ..Asked::default() },
        Asked { order: Some(Order::ByPriority), ..Asked::default() },
        Asked { order: Some(Order::ByPriority), states: BTreeSet::from([State::Closed]), ..Asked::default() },
        Asked { solved: Some(Day::from_number(1)), states: BTreeSet::from([State::Closed]), ..Asked::default() },
        Asked { solved: Some(Day::from_number(1)), order: Some(Order::LatestFirst), ..Asked::default() },
    ];
    for asked in no {
        assert!(matches!(list(&snapshot, &viewer, &asked, None, 1), Err(Unanswered::Combination { .. })), "{asked:?}");
    }
    let yes = Asked { group: Some(GroupIs::Mine), assignee: Some(AssigneeIs::Nobody), ..Asked::default() };
    assert!(list(&snapshot, &viewer, &yes, None, 1).is_ok());
}
