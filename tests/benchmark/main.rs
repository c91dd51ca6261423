//! The benchmark: ratios taken in one run, and the figures of this machine beside them. `tests/bench` runs it.

mod backup;
mod calendar;
mod campaign;
mod check;
mod creations;
mod events;
mod files;
// The tests ask more of it.
#[expect(dead_code, clippy::unwrap_used, reason = "the tests ask more of it, and may fail at once")]
#[path = "../front_door/imap.rs"]
mod imap;
mod mail;
mod measure;
mod model;
mod overload;
mod page;
mod program;
mod queues;
mod reading;
mod replay;
mod sample;
mod search;
mod shapes;
mod starts;
mod survey_results;

/// How many cases the desk has whose starts are timed, unless told otherwise.
const STARTS: u64 = 50_000;
/// How many cases are searched, unless told otherwise.
const SEARCHED: u64 = 100_000;
/// How many cases are replayed, unless told otherwise.
const REPLAYED: u64 = 100_000;

fn main() -> measure::Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match words[..] {
        [] => {
            runtime.block_on(creations::measure())?;
            runtime.block_on(reading::measure())?;
            queues::measure(queues::LARGE)?;
            runtime.block_on(files::measure())?;
            runtime.block_on(shapes::measure())?;
            runtime.block_on(backup::measure())?;
            runtime.block_on(events::measure())?;
            runtime.block_on(overload::measure())?;
            runtime.block_on(starts::measure(STARTS))?;
            calendar::measure()?;
            replay::measure(REPLAYED)?;
            runtime.block_on(search::measure(SEARCHED))?;
            runtime.block_on(mail::measure())?;
            runtime.block_on(page::measure())?;
            runtime.block_on(campaign::measure())?;
            runtime.block_on(survey_results::measure())?;
            runtime.block_on(model::measure())
        }
        ["creations"] => runtime.block_on(creations::measure()),
        ["reading"] => runtime.block_on(reading::measure()),
        // Not for people: the bare handler in a process of its own, as the desk has one.
        ["bare"] => runtime.block_on(reading::serve_bare()),
        ["queues"] => queues::measure(queues::LARGE),
        ["queues", "--cases", cases] => queues::measure(cases.parse()?),
        ["files"] => runtime.block_on(files::measure()),
        ["shapes"] => runtime.block_on(shapes::measure()),
        ["backup"] => runtime.block_on(backup::measure()),
        ["calendar"] => calendar::measure(),
        ["replay"] => replay::measure(REPLAYED),
        ["replay", "--cases", cases] => replay::measure(cases.parse()?),
        ["search"] => runtime.block_on(search::measure(SEARCHED)),
        ["search", "--cases", cases] => runtime.block_on(search::measure(cases.parse()?)),
        ["mail"] => runtime.block_on(mail::measure()),
        ["page"] => runtime.block_on(page::measure()),
        ["surveys"] => {
            runtime.block_on(campaign::measure())?;
            runtime.block_on(survey_results::measure())
        }
        ["model"] => runtime.block_on(model::measure()),
        ["events"] => runtime.block_on(events::measure()),
        ["overload"] => runtime.block_on(overload::measure()),
        ["starts"] => runtime.block_on(starts::measure(STARTS)),
        ["starts", "--cases", cases] => runtime.block_on(starts::measure(cases.parse()?)),
        ["sample", tickets] => sample::run(tickets.parse()?),
        _ => Err(
            "usage: tests/bench [creations | reading | queues [--cases N] | files | shapes | backup | calendar | replay [--cases N] | search [--cases N] | mail | surveys | model | events | \
            overload | starts [--cases N] | sample CASES]"
                .into(),
        ),
    }
}
