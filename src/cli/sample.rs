//! `ventanilla sample`: a believable desk to try things out on.

use super::{Failure, Place, moment, print, serve, store_options};
use crate::moment::Moment;
use crate::sample::{self, DEFAULT_UNTIL, SampleOptions};
use crate::store::Store;
use clap::Args;

/// How large the desk is.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How many cases
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    tickets: u64,
    /// Over how many months they are spread
    #[arg(long, value_name = "M", default_value_t = 12)]
    months: u32,
    /// The same seed gives the same desk
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The moment at which the sample ends
    #[arg(long, value_name = "MOMENT", value_parser = moment, default_value = DEFAULT_UNTIL)]
    until: Moment,
    /// How many people [default: one for four cases, and at least 400]
    #[arg(long, value_name = "N")]
    people: Option<u64>,
}

pub(super) fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let config = place.config(&serve::Arguments::default())?;
    if config.data.exists() {
        let path = config.data.display();
        return Err(Failure::No(format!("{path}: there is a file already; name a new one with --data")));
    }
    let store = Store::open(&config.data, store_options(config.cache_bytes, false))?;
    let asked = SampleOptions {
        tickets: arguments.tickets,
        months: arguments.months,
        seed: arguments.seed,
        until: arguments.until,
        people: arguments.people,
        administrator: false,
    };
    let filled = sample::fill_store(&store, &asked, |made| eprintln!("{made} of {} cases", asked.tickets));
    store.close()?;
    let made = filled?;
    let path = config.data.display();
    print(&format!("{path}: {} cases of {} people over {} months\n", made.tickets, made.people, asked.months))
}
