//! The people who ask.

use super::desk::Crew;
use super::dice::Dice;
use super::distributions::VIP;
use super::units::{SITES, Site};
use super::{Desk, SampleError, names, streams};
use crate::desk::id::PersonId;
use crate::desk::{ActorRef, Command, PersonDraft};
use crate::moment::Moment;
use crate::words::Language;
use std::collections::HashMap;

/// What a case needs to know of whoever asks.
pub(super) struct Asker {
    pub(super) id: PersonId,
    pub(super) extension: u32,
    pub(super) floors: i64,
    pub(super) site: &'static str,
    pub(super) unit: &'static str,
    /// Whether they write to the desk in its own language; the others call.
    pub(super) writes: bool,
}

/// Everybody, as small as they can be kept: there may be hundreds of thousands.
pub(super) struct People {
    rows: Vec<Row>,
    /// The first of them, who gets a way in: name and address.
    pub(super) face: Option<(PersonId, String, String)>,
}

struct Row {
    id: PersonId,
    extension: u16,
    site: u8,
    department: u8,
    writes: bool,
}

impl People {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The person at this position.
    pub(super) fn at(&self, place: usize) -> Option<Asker> {
        let row = self.rows.get(place)?;
        let site = SITES.get(usize::from(row.site))?;
        Some(Asker {
            id: row.id,
            extension: row.extension.into(),
            floors: site.floors,
            site: site.spoken,
            unit: site.departments.get(usize::from(row.department))?,
            writes: row.writes,
        })
    }

    /// Somebody; a few people call often, most seldom.
    pub(super) fn draw(&self, dice: &mut Dice) -> Option<Asker> {
        let even = dice.position(self.rows.len());
        let often = dice.position(even.saturating_add(1));
        self.at(if dice.happens(500) { often } else { even })
    }
}

const TITLES: [(&str, &str, u32); 9] = [
    ("Analista de", "Analista de", 300),
    ("Asistente de", "Asistente de", 210),
    ("Encargada de", "Encargado de", 130),
    ("Ejecutiva de", "Ejecutivo de", 110),
    ("Coordinadora de", "Coordinador de", 80),
    ("Supervisora de", "Supervisor de", 60),
    ("Jefa de", "Jefe de", 60),
    ("Secretaria de", "Secretario de", 30),
    ("Subgerenta de", "Subgerente de", 20),
];

const NOTES: [&str; 5] = [
    "Prefiere que se le llame después de las 11.",
    "Su asistente coordina las visitas.",
    "Trabaja desde la casa los martes y jueves.",
    "Avisar siempre por teléfono antes de conectarse.",
    "Usa lector de pantalla; enviar instrucciones en texto.",
];

/// Registers `count` people, spread over the sites by their size.
///
/// # Errors
/// What the desk says.
pub(super) fn register<D: Desk>(
    desk: &mut D,
    crew: &Crew,
    seed: u64,
    count: usize,
    now: Moment,
) -> Result<People, SampleError> {
    let mut rows = Vec::with_capacity(count);
    let mut face = None;
    let mut addresses: HashMap<String, u32> = HashMap::new();
    for place in 0..count {
        let mut dice = Dice::new(seed, streams::PEOPLE + place as u64);
        let site_place = dice.weighted(SITES.iter().map(|site| site.weight));
        let site = SITES.get(site_place).unwrap_or(&SITES[0]);
        let department = dice.position(site.departments.len());
        let unit = crew.units.get(site_place).and_then(|units| units.get(department)).copied();
        let (person, extension, writes) = draw(&mut dice, place, site, department, &mut addresses);
        let person = Box::new(PersonDraft { unit, ..person });
        let named = (person.name.clone(), person.emails.first().cloned().unwrap_or_default());
        desk.push(ActorRef::Setup, Command::SavePerson { id: None, person }, now)?;
        // Numbers are counted from 1 without gaps, so that nobody has to wait for the answer.
        let id = PersonId(place as u64 + 1);
        if writes && face.is_none() {
            face = Some((id, named.0, named.1));
        }
        rows.push(Row {
            id,
            extension,
            site: u8::try_from(site_place).unwrap_or_default(),
            department: u8::try_from(department).unwrap_or_default(),
            writes,
        });
    }
    Ok(People { rows, face })
}

fn draw(
    dice: &mut Dice,
    place: usize,
    site: &Site,
    department: usize,
    addresses: &mut HashMap<String, u32>,
) -> (PersonDraft, u16, bool) {
    let name = names::draw(dice);
    let vip = dice.happens(VIP);
    let unit = site.departments.get(department).copied().unwrap_or_default();
    let title = if vip {
        format!("{} de {unit}", if name.woman { "Gerenta" } else { "Gerente" })
    } else {
        let (hers, his, _) = TITLES[dice.weighted(TITLES.iter().map(|title| title.2))];
        format!("{} {unit}", if name.woman { hers } else { his })
    };
    let same = addresses.entry(name.address.clone()).or_insert(0);
    *same += 1;
    let number = if *same > 1 { same.to_string() } else { String::new() };
    let mut emails = vec![format!("{}{number}@canelos.example", name.address)];
    if dice.happens(60) {
        emails.push(format!("{}{number}@correo.example", name.address));
    }
    // An extension has four digits, so in a large house several people share one.
    let extension = 4000 + u16::try_from(place * 7 % 6000).unwrap_or_default();
    let mut phones = vec![mobile(place, site.country)];
    if dice.happens(720) {
        phones.push(extension.to_string());
    }
    let language = match site.country {
        "BR" => Some(Language::Pt),
        _ if dice.happens(12) => Some(Language::En),
        _ => None,
    };
    let notes = dice.happens(if vip { 500 } else { 15 }).then(|| dice.pick(&NOTES).map(|note| (*note).to_owned()));
    let person = PersonDraft {
        name: name.full,
        title: Some(title),
        emails,
        phones,
        unit: None,
        language,
        vip,
        notes: notes.flatten(),
        active: true,
    };
    (person, extension, language.is_none())
}

/// A mobile number of nobody's, different for each place up to half a million.
fn mobile(place: usize, country: &str) -> String {
    // Walks through the range in large steps, so that neighbours in the list have no neighbouring numbers.
    let number = 50_0000 + place * 7_919 % 50_0000;
    match country {
        "BR" => format!("+55 11 9 55{:02}-{:04}", number / 10_000, number % 10_000),
        "PE" => format!("+51 955 {:03} {:03}", number / 1_000, number % 1_000),
        _ => format!("+56 9 55{:02} {:04}", number / 10_000, number % 10_000),
    }
}
