//! What holds of the clocks whatever happens to a case.

use super::*;
use proptest::prelude::*;

/// What happens to the case, so many minutes after what happened before.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Waits(bool),
    GoesOn,
    Answered,
    Priority(Priority),
    Group(Option<GroupId>),
    Solved,
    Cancelled,
    Nothing,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        any::<bool>().prop_map(Happens::Waits),
        Just(Happens::GoesOn),
        Just(Happens::Answered),
        prop_oneof![Just(Priority::Critical), Just(Priority::Low)].prop_map(Happens::Priority),
        prop_oneof![Just(None), Just(Some(NETWORKS)), Just(Some(GroupId(9)))].prop_map(Happens::Group),
        Just(Happens::Solved),
        Just(Happens::Cancelled),
        Just(Happens::Nothing),
    ]
}

fn change(case: &mut Case<'static>, what: Happens, at: Moment) {
    let reopens = !case.state.is_open() && case.state != State::Cancelled;
    match what {
        _ if case.state == State::Cancelled => {}
        Happens::Waits(requester) => {
            case.reopened += u32::from(reopens);
            let on = if requester { WaitingFor::Requester } else { WaitingFor::ThirdParty };
            (case.state, case.waiting) = (State::Waiting, Some(on));
        }
        Happens::GoesOn => {
            case.reopened += u32::from(reopens);
            (case.state, case.waiting) = (State::InProgress, None);
        }
        Happens::Answered => case.answered_at = case.answered_at.or(Some(at)),
        Happens::Priority(priority) => case.meets.priority = priority,
        Happens::Group(group) if case.state.is_open() => {
            (case.group, case.state, case.waiting) = (group, State::New, None);
        }
        Happens::Solved => {
            (case.state, case.waiting) = (State::Resolved, None);
            case.answered_at = case.answered_at.or(Some(at));
        }
        Happens::Cancelled => (case.state, case.waiting) = (State::Cancelled, None),
        Happens::Group(_) | Happens::Nothing => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_is_always_the_sum_that_explains_it(
        history in proptest::collection::vec((1_i64..1_500, happens()), 1..30),
        restart in any::<bool>(),
    ) {
        let reopening = if restart { Reopening::Restart } else { Reopening::Resume };
        let mut case = Watched::of(ServiceModel { reopening, ..model() });
        let mut minute = 0;
        for (later, what) in history {
            minute += later;
            case.at(minute, |case| change(case, what, after(minute)));
            let once = case.clocks.clone();
            case.at(minute, |_| {});
            prop_assert_eq!(&once, &case.clocks, "following twice at once changes nothing");
            // Nor does it later, but for what time does.
            let (models, later) = (Models { was: &case.model, is: &case.model }, after(minute + 700));
            let followed = follow(models, &case.case, once.clone(), later);
            let mut passed = once;
            pass(&mut passed, later);
            prop_assert_eq!((followed.clocks, followed.ended), (passed, Vec::new()));
            for clock in &case.clocks {
                let sum = case.sum(clock.kind, minute);
                let counted: TimeDelta = sum.lines.iter().map(|line| line.counted).sum();
                prop_assert_eq!(counted, sum.counted);
                prop_assert!(sum.lines.windows(2).all(|two| two[0].from <= two[1].from));
                match clock.state {
                    ClockState::Running => {
                        prop_assert_eq!(clock.missed.is_some(), clock.due.is_some_and(|due| due <= after(minute)));
                        prop_assert!(clock.next.is_none_or(|next| next > after(minute)), "what is due was told");
                        // What was counted before may be more than the new target: then its time is over at once.
                        let length = clock.length().max(clock.counted());
                        prop_assert_eq!(sum.counted, length, "{:?}", clock);
                    }
                    ClockState::Stopped | ClockState::Done | ClockState::Dropped => {
                        prop_assert_eq!(sum.counted, clock.counted());
                        prop_assert_eq!(clock.next, None);
                        prop_assert_eq!(sum.left, clock.length() - clock.counted());
                    }
                }
            }
            let own = case.case.group.map(Promise::Group);
            prop_assert!(case.clocks.iter().all(|clock| match clock.by {
                Promise::Agreement(_) => true,
                group => Some(group) == own,
            }), "no group answers for the stay of another");
        }
        prop_assert!(case.ended.iter().all(|clock| !clock.is_open()));
    }
}
