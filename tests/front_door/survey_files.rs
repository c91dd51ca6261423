//! What people answered, as files and as texts: and that neither says more than the pages do.

use super::http::desk::Desk;
use super::survey_results::answer;
use super::surveys::asked;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Read;

/// The rows of a CSV file without its header.
fn rows(text: &str) -> Vec<&str> {
    text.lines().skip(1).collect()
}

/// A file of a spreadsheet, unpacked.
fn unpacked(bytes: &[u8], name: &str) -> String {
    // The central directory says where each file begins and how long it is.
    let at = |from: usize, n: usize| -> usize {
        bytes[from..from + n].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let entries = bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02").map(|(place, _)| place);
    for entry in entries {
        let (packed, length) = (at(entry + 20, 4), at(entry + 28, 2));
        if &bytes[entry + 46..entry + 46 + length] != name.as_bytes() {
            continue;
        }
        let begins = at(entry + 42, 4);
        let data = begins + 30 + at(begins + 26, 2) + at(begins + 28, 2);
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&bytes[data..data + packed]).read_to_string(&mut text).unwrap();
        return text;
    }
    panic!("{name} is not there");
}

#[tokio::test]
async fn answers_are_taken_away_and_no_cell_is_a_formula() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Cliente", &["client"]).await;
    let (_, agent) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let (path, link) = asked(&ana, "named").await;
    answer(&desk, &link, "es", &[("q1=5&t5=%3DHYPERLINK(%22x%22)", 1), ("q1=1&q2=3&t5=Tarde", 1)]).await;
    let file = client.get(&format!("{path}/answers/export")).await.is(200);
    assert!(file.header("content-disposition").ends_with(".csv\""), "{}", file.header("content-disposition"));
    let header = file.text.lines().next().unwrap();
    assert!(header.starts_with("month,day,way,") && header.contains("1: ¿Cómo fue?"), "{header}");
    let found = rows(&file.text);
    assert_eq!(found.len(), 2, "{}", file.text);
    assert!(found.iter().any(|row| row.ends_with(",5,,,\"'=HYPERLINK(\"\"x\"\")\"")), "{}", file.text);
    assert!(found.iter().any(|row| row.contains(",Tardó,,Tarde")), "{}", file.text);
    // A spreadsheet keeps the same text as a text.
    let query = format!("{path}/answers/export?format=xlsx");
    let book = client.request(reqwest::Method::GET, &query).send().await.unwrap();
    assert!(book.headers()["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let book = book.bytes().await.unwrap();
    assert!(unpacked(&book, "xl/sharedStrings.xml").contains("=HYPERLINK("));
    assert!(!unpacked(&book, "xl/worksheets/sheet1.xml").contains("<f>"));

    let results = client.get(&format!("{path}/results/export?by=language&language=en")).await.is(200).text;
    let of_all = rows(&results).into_iter().find(|row| row.contains(",satisfaction,2,0.5,")).unwrap();
    assert!(of_all.contains(",,,1,How was it?,"), "{results}");
    assert!(results.contains(",Español,1,1,How was it?,satisfaction,2,"), "{results}");
    client.get(&format!("{path}/results/export?format=xlsx")).await.is(200);
    agent.get(&format!("{path}/answers/export")).await.fails(404, "not_found");
    let told = ana.get("/api/v1/audit?limit=5").await.is(200).text;
    assert_eq!(told.matches("\"taken_away\"").count(), 4, "{told}");
    desk.close().await;
}

#[tokio::test]
async fn of_anonymous_answers_files_and_texts_tell_five_or_none_and_nothing_but_the_month() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, link) = asked(&ana, "anonymous").await;
    answer(&desk, &link, "es", &[("q1=5&t5=texto-{n}", 4)]).await;
    let few = ana.get(&format!("{path}/answers/export")).await.is(200).text;
    assert_eq!(rows(&few).len(), 0, "{few}");
    let texts = ana.get(&format!("{path}/texts")).await.is(200).json;
    assert_eq!((&texts["looked_at"], &texts["items"]), (&json!(0), &json!([])));
    // Five answer in words, of whom only two were asked for reasons.
    answer(&desk, &link, "es", &[("q1=1&q2=3&t5=otro-{n}", 2), ("q1=4", 4)]).await;
    let file = ana.get(&format!("{path}/answers/export")).await.is(200).text;
    let found = rows(&file);
    assert_eq!(found.len(), 10, "{file}");
    assert!(found.iter().all(|row| row.starts_with("2026-11,,,,,,,,,,,")), "{file}");
    assert!(!file.contains("Tardó"), "two are too few to be told of: {file}");
    assert!(file.contains("texto-3") && file.contains("otro-1"), "{file}");
    // Twice taken, twice in another order: what was answered first does not stand first.
    let orders: BTreeSet<String> = [
        ana.get(&format!("{path}/answers/export")).await.is(200).text,
        ana.get(&format!("{path}/answers/export")).await.is(200).text,
        ana.get(&format!("{path}/answers/export")).await.is(200).text,
        file,
    ]
    .into();
    assert!(orders.len() > 1);
    let texts = ana.get(&format!("{path}/texts?limit=4")).await.is(200).json;
    assert_eq!(texts["looked_at"], 6);
    assert!(texts["items"].as_array().unwrap().iter().all(|text| text["day"].is_null()), "{texts}");
    // The next page goes on in the order of the first.
    let next = ana.get(&format!("{path}/texts?limit=4&cursor={}", texts["next"].as_str().unwrap())).await.is(200).json;
    let seen: BTreeSet<&str> = [&texts, &next]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap())
        .map(|text| text["text"].as_str().unwrap())
        .collect();
    assert_eq!((seen.len(), &next["next"]), (6, &Value::Null));
    desk.close().await;
}

#[tokio::test]
async fn texts_are_found_by_word_question_and_theme_and_whoever_designs_says_which_themes() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Cliente", &["client"]).await;
    let (_, analyst) = desk.new_user(&ana, "Analista", &["analyst"]).await;
    let (path, link) = asked(&ana, "named").await;
    let said = [
        ("q1=2&q2=3&t5=Tuve+que+ESPER%C3%81R+mucho", 2),
        ("q1=5&t5=Muchas+gracias", 1),
        ("q1=5&t5=La+espera+fue+corta%2C+gracias", 1),
    ];
    answer(&desk, &link, "es", &said).await;
    let texts = analyst.get(&format!("{path}/texts")).await.is(200).json;
    assert_eq!((&texts["looked_at"], &texts["more"]), (&json!(4), &json!(false)));
    let first = &texts["themes"][0];
    assert_eq!((&first["name"]["es"], &first["count"]), (&json!("Rapidez y espera"), &json!(3)));
    assert_eq!(first["examples"].as_array().unwrap().len(), 3);
    let count = |found: &Value| found["items"].as_array().unwrap().len();
    for (query, expected) in [
        (format!("theme={}", first["n"]), 3),
        ("q=esper".to_owned(), 3),
        ("q=CORTA+graci".to_owned(), 1),
        ("q=nada".to_owned(), 0),
        ("question=5".to_owned(), 4),
        ("question=2".to_owned(), 0),
        ("theme=0".to_owned(), 0),
        ("from=2026-10&to=2026-10".to_owned(), 0),
    ] {
        let found = analyst.get(&format!("{path}/texts?{query}")).await.is(200).json;
        assert_eq!(count(&found), expected, "{query}");
    }
    assert!(texts["items"][0]["day"].as_str().unwrap().starts_with("2026-11"));

    // Others are chosen by whoever designs the survey, and taken back.
    let own = json!({ "themes": [{ "name": { "es": "Thanks" }, "words": ["gracias", " gracias "] }] });
    analyst.put(&format!("{path}/themes"), &own).await.fails(403, "forbidden");
    let kept = client.put(&format!("{path}/themes"), &own).await.is(200).json;
    assert_eq!((&kept["own"], &kept["themes"][0]["words"]), (&json!(true), &json!(["gracias"])));
    let texts = client.get(&format!("{path}/texts")).await.is(200).json;
    assert_eq!((texts["themes"].as_array().unwrap().len(), &texts["themes"][0]["count"]), (1, &json!(2)));
    let wrong = json!({ "themes": [{ "name": {}, "words": ["dos palabras"] }] });
    let refused = client.put(&format!("{path}/themes"), &wrong).await.fails(422, "invalid");
    let fields: Vec<&Value> = refused.json["errors"].as_array().unwrap().iter().map(|error| &error["field"]).collect();
    assert_eq!(fields, ["themes.0.name", "themes.0.words.0"]);
    client.clone().with("if-match", "\"1\"").put(&format!("{path}/themes"), &own).await.fails(412, "stale");
    // Saving the form keeps them.
    let mut survey = client.get(&path).await.is(200).json;
    survey["name"] = json!("Otro nombre");
    let form = json!({ "name": "Otro nombre", "form": survey["form"] });
    client.put(&path, &form).await.is(200);
    assert_eq!(client.get(&format!("{path}/themes")).await.is(200).json["own"], true);
    let back = client.put(&format!("{path}/themes"), &json!({ "themes": null })).await.is(200).json;
    assert_eq!(back["own"], false);
    desk.close().await;
}
