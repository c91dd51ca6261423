//! Tells administrators when the disk of the data file fills up.

use super::Interrupted;
use crate::clock::Clock;
use crate::store::{Request, Room, Store};
use rules::desk::{ActorRef, Alarm, Command};

/// Tells each turn for the worse, once until there is room for everything again.
pub(super) async fn run(store: Store, clock: Clock) {
    let mut changes = store.room_changes();
    let mut told = Room::Enough;
    loop {
        let now = *changes.borrow_and_update();
        if now > told {
            match tell(&store, &clock, now).await {
                Ok(()) => {}
                Err(cause) if cause.is_closing() => return,
                Err(cause) => {
                    super::pause("alarms", &cause).await;
                    continue;
                }
            }
        }
        told = if now == Room::Enough { now } else { told.max(now) };
        if changes.changed().await.is_err() {
            return;
        }
    }
}

async fn tell(store: &Store, clock: &Clock, room: Room) -> Result<(), Interrupted> {
    let alarm = match room {
        Room::Enough => return Ok(()),
        Room::NoAttachments => Alarm::DiskFillsUp,
        Room::NoWrites => Alarm::DiskFull,
    };
    let command = Command::RaiseAlarm { alarm, detail: String::new() };
    store.submit(Request::new(ActorRef::System, command, clock.now())).await?;
    Ok(())
}
