use super::{Bar, Frame, Interval, Point, Scale, bars, fitting, intervals, trend};

const FRAME: Frame<'_> = Frame { title: "¿Cómo <fue>?", width: 320 };

fn scale() -> Scale {
    Scale {
        low: 0.0,
        high: 1.0,
        ticks: vec![(0.0, "0%".to_owned()), (0.5, "50%".to_owned()), (1.0, "100%".to_owned())],
    }
}

fn point(name: &str, figure: Option<[f64; 3]>) -> Point {
    Point { name: name.to_owned(), figure, short: "80%".to_owned(), said: "80% (70%–90%)".to_owned() }
}

#[test]
fn what_is_drawn_is_said_in_words_and_never_taken_for_markup() {
    let bar = |name: &str, share| Bar { name: name.to_owned(), share, said: "7 (70%)".to_owned() };
    let drawn = bars(&FRAME, &[bar("<script>alert(1)</script>", 0.7), bar("Otra", 7.0)]);
    assert!(drawn.starts_with("<svg xmlns="), "{drawn}");
    assert!(drawn.contains("<title id=\"t\">¿Cómo &lt;fue&gt;?</title>") && !drawn.contains("<script"), "{drawn}");
    assert!(drawn.contains("Otra: 7 (70%)</desc>") && drawn.contains("width=\"224\""), "{drawn}");
    assert!(drawn.contains("prefers-color-scheme:dark") && drawn.contains("@media print"), "{drawn}");
}

#[test]
fn an_interval_without_a_figure_is_named_and_not_drawn() {
    let row = |figure| Interval { name: "Norte".to_owned(), figure, said: "muy pocas".to_owned() };
    let drawn = intervals(&FRAME, &scale(), &[row(Some([0.8, 0.7, 0.9])), row(None)]);
    assert_eq!(drawn.matches("<circle").count(), 1, "{drawn}");
    assert_eq!(drawn.matches(">muy pocas</text>").count(), 2, "{drawn}");
    // What is no number is drawn nowhere else.
    assert!(!intervals(&FRAME, &scale(), &[row(Some([f64::NAN, f64::NEG_INFINITY, f64::INFINITY]))]).contains("NaN"));
}

#[test]
fn nothing_joins_months_that_nobody_knows_of() {
    let known = Some([0.8, 0.7, 0.9]);
    let months =
        [point("ene", known), point("feb", known), point("mar", None), point("abr", known), point("may", known)];
    let drawn = trend(&FRAME, &scale(), &months);
    assert_eq!((drawn.matches("<polyline").count(), drawn.matches("<circle").count()), (2, 4), "{drawn}");
    // Months that have no room are not written over each other, and the last one is always told.
    let many: Vec<Point> = (1..=120).map(|n| point(&format!("{n:03}"), known)).collect();
    let drawn = trend(&FRAME, &scale(), &many);
    assert!(drawn.contains(">120</text>") && !drawn.contains(">119</text>"), "{drawn}");
    assert!(trend(&FRAME, &scale(), &[]).ends_with("</svg>"));
    assert!(trend(&FRAME, &scale(), &[point("ene", known)]).contains("<circle"));
}

#[test]
fn a_text_is_cut_where_it_has_no_room() {
    assert_eq!(fitting("corto", 100.0), "corto");
    assert_eq!(fitting("No quedó resuelto", 60.0), "No qued…");
    assert_eq!(fitting("abc", 0.0), "…");
}
