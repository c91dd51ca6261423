//! What surveys say: against the months before, in charts, by parts that may be equal, and in files.

use super::http::desk::{Desk, Someone};
use super::surveys::{asked, opens, sends};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// People answer by a link, each once: these answers, so often, in a language.
pub(super) async fn answer(desk: &Desk, link: &str, language: &str, answers: &[(&str, usize)]) {
    let mut visits = Vec::new();
    for (given, times) in answers {
        for n in 0..*times {
            let browser = opens(desk, link).await;
            let page = browser.get("/s").await.is(200).text;
            // Of a field that comes twice the first counts.
            visits.push((browser, page, format!("{given}&l={language}&seen=1,2,5").replace("{n}", &n.to_string())));
        }
    }
    desk.pass(TimeDelta::seconds(2));
    for (browser, page, given) in visits {
        assert_eq!(sends(&browser, &page, &given).await.status, 303, "{given}");
    }
}

async fn results(reader: &Someone<'_>, path: &str, query: &str) -> Value {
    reader.get(&format!("{path}/results?{query}")).await.is(200).json
}

#[tokio::test]
async fn whether_a_figure_moved_is_only_said_where_it_is_no_chance() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, link) = asked(&ana, "named").await;
    answer(&desk, &link, "es", &[("q1=5", 12), ("q1=1&q2=3", 8)]).await;
    let first = results(&ana, &path, "").await;
    let month = first["from"].as_str().unwrap().to_owned();
    // Before the first month there is nothing to compare with.
    assert_eq!(first["questions"][0]["change"], Value::Null);
    assert_eq!(first["questions"][0]["months"][0]["month"], month);

    desk.pass(TimeDelta::days(31));
    let ana = desk.ana().await;
    answer(&desk, &link, "es", &[("q1=5", 14), ("q1=1&q2=3", 6)]).await;
    let change = results(&ana, &path, "").await["questions"][0]["change"].clone();
    assert_eq!((&change["moved"], &change["before"]["value"]), (&json!("within"), &json!(0.6)), "{change}");
    answer(&desk, &link, "es", &[("q1=5", 60)]).await;
    let told = results(&ana, &path, "").await;
    let change = &told["questions"][0]["change"];
    assert_eq!(change["moved"], "up", "{change}");
    assert!(change["difference"]["low"].as_f64().unwrap() > 0.0);
    // Both months together have nothing before them, and each its figure.
    let both = results(&ana, &path, &format!("from={month}&to={}", told["to"].as_str().unwrap())).await;
    assert_eq!(both["questions"][0]["change"], Value::Null);
    assert_eq!(both["questions"][0]["months"].as_array().unwrap().len(), 2);
    desk.close().await;
}

#[tokio::test]
async fn parts_that_may_be_equal_share_a_rank() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, link) = asked(&ana, "named").await;
    answer(&desk, &link, "es", &[("q1=5", 6), ("q1=1&q2=3", 4)]).await;
    answer(&desk, &link, "en", &[("q1=5", 7), ("q1=1&q2=3", 3)]).await;
    let ranks = |told: &Value| -> Vec<Value> {
        told["parts"].as_array().unwrap().iter().map(|part| part["questions"][0]["rank"].clone()).collect()
    };
    let told = results(&ana, &path, "by=language").await;
    assert_eq!(ranks(&told), [1, 1], "0.6 and 0.7 of ten are the same to anybody");
    answer(&desk, &link, "en", &[("q1=5", 80)]).await;
    let told = results(&ana, &path, "by=language").await;
    assert_eq!(ranks(&told), [2, 1], "Spanish stands first by its number");
    desk.close().await;
}

#[tokio::test]
async fn what_a_survey_says_is_drawn_for_who_may_read_it_and_of_few_nothing_is() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Cliente", &["client"]).await;
    let (_, agent) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let (path, link) = asked(&ana, "anonymous").await;
    answer(&desk, &link, "es", &[("q1=5", 4)]).await;
    let chart = format!("{path}/chart?question=1&language=es");
    let few = client.get(&format!("{chart}&shows=distribution")).await.is(200);
    assert!(few.text.contains("muy pocas respuestas") && !few.text.contains("100%"), "{}", few.text);
    answer(&desk, &link, "es", &[("q1=5", 5), ("q1=1&q2=4", 1)]).await;
    let drawn = client.get(&format!("{chart}&shows=distribution&width=320")).await.is(200);
    assert_eq!(drawn.header("content-type"), "image/svg+xml");
    assert!(drawn.header("content-security-policy").contains("sandbox"));
    assert!(drawn.text.contains("5 · muy satisfecho: 9 (90%)"), "{}", drawn.text);
    // What people are shown to choose from is words, never markup.
    let reasons = client.get(&format!("{path}/chart?question=2&shows=distribution")).await.is(200).text;
    assert!(!reasons.contains("<b>"), "{reasons}");
    let months = client.get(&format!("{chart}&shows=months")).await.is(200).text;
    assert!(months.contains("90% (60% a 98%)"), "{months}");
    let parts = client.get(&format!("{chart}&shows=parts&by=language")).await.is(200).text;
    assert!(parts.contains("Español") || parts.contains("español"), "{parts}");
    let score = client.get(&format!("{path}/chart?question=9&shows=months")).await;
    assert_eq!(score.status, 404, "nobody was asked that");
    agent.get(&format!("{chart}&shows=months")).await.fails(404, "not_found");
    for wrong in
        ["", "&shows=pie", "&shows=parts", "&shows=months&by=unit", "&shows=months&width=9", "&shows=months&from=x"]
    {
        assert_eq!(client.get(&format!("{chart}{wrong}")).await.status, 400, "{wrong}");
    }
    client.get(&format!("{chart}&shows=parts&by=agent")).await.fails(403, "forbidden");
    desk.close().await;
}
