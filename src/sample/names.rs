//! Names of people, as they are in Chile: one or two given names, the father's surname and the mother's.

use super::dice::Dice;

const WOMEN: [&str; 44] = [
    "Ana",
    "Andrea",
    "Antonia",
    "Bárbara",
    "Camila",
    "Carla",
    "Carolina",
    "Catalina",
    "Claudia",
    "Constanza",
    "Daniela",
    "Elena",
    "Francisca",
    "Gabriela",
    "Gloria",
    "Isabel",
    "Javiera",
    "Josefina",
    "Juana",
    "Karina",
    "Lorena",
    "Loreto",
    "Luisa",
    "Macarena",
    "Marcela",
    "Margarita",
    "María",
    "Mariana",
    "Marta",
    "Natalia",
    "Nicole",
    "Pamela",
    "Patricia",
    "Paulina",
    "Pilar",
    "Rocío",
    "Rosa",
    "Sandra",
    "Silvia",
    "Soledad",
    "Tamara",
    "Valentina",
    "Verónica",
    "Ximena",
];

const MEN: [&str; 44] = [
    "Alejandro",
    "Alberto",
    "Álvaro",
    "Andrés",
    "Ángel",
    "Benjamín",
    "Camilo",
    "Carlos",
    "Claudio",
    "Cristián",
    "Daniel",
    "Diego",
    "Eduardo",
    "Esteban",
    "Felipe",
    "Fernando",
    "Francisco",
    "Gabriel",
    "Gonzalo",
    "Guillermo",
    "Héctor",
    "Hernán",
    "Hugo",
    "Ignacio",
    "Iván",
    "Javier",
    "Jorge",
    "José",
    "Juan",
    "Leonardo",
    "Luis",
    "Manuel",
    "Marcelo",
    "Mario",
    "Matías",
    "Mauricio",
    "Miguel",
    "Nicolás",
    "Óscar",
    "Patricio",
    "Pedro",
    "Rodrigo",
    "Sebastián",
    "Víctor",
];

const SECOND: [(&str, &str); 12] = [
    ("Alejandra", "Alejandro"),
    ("Andrea", "Andrés"),
    ("Beatriz", "Antonio"),
    ("Cecilia", "Enrique"),
    ("Elisa", "Ernesto"),
    ("Fernanda", "Ignacio"),
    ("Inés", "Javier"),
    ("Ester", "Alonso"),
    ("Paz", "Pablo"),
    ("Rosario", "Ramón"),
    ("Teresa", "Tomás"),
    ("Victoria", "Vicente"),
];

const SURNAMES: [&str; 96] = [
    "Acevedo",
    "Aguilera",
    "Alarcón",
    "Alvarado",
    "Araya",
    "Arancibia",
    "Aravena",
    "Arriagada",
    "Astudillo",
    "Bahamondes",
    "Barría",
    "Barrientos",
    "Bravo",
    "Bustamante",
    "Bustos",
    "Cáceres",
    "Campos",
    "Cárcamo",
    "Cárdenas",
    "Carrasco",
    "Castillo",
    "Castro",
    "Catalán",
    "Cisternas",
    "Concha",
    "Contreras",
    "Cornejo",
    "Cortés",
    "Díaz",
    "Donoso",
    "Escobar",
    "Espinoza",
    "Farías",
    "Fernández",
    "Figueroa",
    "Flores",
    "Fuentes",
    "Fuentealba",
    "Gallardo",
    "Garrido",
    "Godoy",
    "Gómez",
    "González",
    "Guerrero",
    "Gutiérrez",
    "Henríquez",
    "Hernández",
    "Herrera",
    "Ibáñez",
    "Jara",
    "Jiménez",
    "Lagos",
    "Leiva",
    "Lobos",
    "López",
    "Maldonado",
    "Mansilla",
    "Martínez",
    "Medina",
    "Mella",
    "Molina",
    "Morales",
    "Moya",
    "Muñoz",
    "Navarrete",
    "Neira",
    "Núñez",
    "Olivares",
    "Orellana",
    "Ortiz",
    "Oyarzún",
    "Palma",
    "Paredes",
    "Parra",
    "Peña",
    "Pérez",
    "Pizarro",
    "Poblete",
    "Quezada",
    "Reyes",
    "Riquelme",
    "Rivera",
    "Rojas",
    "Salazar",
    "Sandoval",
    "Sepúlveda",
    "Silva",
    "Soto",
    "Tapia",
    "Toledo",
    "Torres",
    "Valdés",
    "Vargas",
    "Vásquez",
    "Vera",
    "Zúñiga",
];

/// A name and what follows from it.
pub(super) struct Name {
    pub(super) full: String,
    pub(super) woman: bool,
    /// `ana.rojas`: for an address.
    pub(super) address: String,
}

/// Draws a name.
pub(super) fn draw(dice: &mut Dice) -> Name {
    let woman = dice.happens(520);
    let given = given(dice, woman);
    let second = dice.happens(430).then(|| dice.pick(&SECOND)).flatten();
    let second = second.map(|(hers, his)| if woman { *hers } else { *his }).filter(|second| *second != given);
    let (father, mother) = (surname(dice), surname(dice));
    let full = match second {
        Some(second) => format!("{given} {second} {father} {mother}"),
        None => format!("{given} {father} {mother}"),
    };
    Name { full, woman, address: format!("{}.{}", plain(given), plain(father)) }
}

/// A colleague as people call them: given name and first surname.
pub(super) fn colleague(dice: &mut Dice) -> String {
    let woman = dice.happens(520);
    format!("{} {}", given(dice, woman), surname(dice))
}

fn given(dice: &mut Dice, woman: bool) -> &'static str {
    dice.pick(if woman { &WOMEN } else { &MEN }).copied().unwrap_or("Ana")
}

fn surname(dice: &mut Dice) -> &'static str {
    dice.pick(&SURNAMES).copied().unwrap_or("Rojas")
}

/// Lower case without accents.
pub(super) fn plain(name: &str) -> String {
    crate::desk::text::fold(name)
}
