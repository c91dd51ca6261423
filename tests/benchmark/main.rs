//! The benchmark: ratios taken in one run. `tests/bench` runs it.

mod measure;
mod sample;

fn main() -> measure::Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["sample", tickets] => sample::run(tickets.parse()?),
        _ => Err("tests/bench [sample CASES]".into()),
    }
}
