//! The plain face of a mail.

use super::letter::Letter;

/// Where the desk's own lines are folded.
const WIDTH: usize = 72;

/// The letter as plain text with `\n` line ends. What people typed keeps its lines; only long ones are folded.
pub(super) fn render(letter: &Letter) -> String {
    let mut blocks: Vec<String> = Vec::new();
    if let Some(counter) = &letter.counter {
        let dashes = "-".repeat(WIDTH.saturating_sub(counter.chars().count() + 4).max(3));
        blocks.push(format!("-- {counter} {dashes}"));
    }
    blocks.push(letter.desk.clone());
    blocks.push(letter.heading.to_uppercase());
    blocks.extend(letter.greeting.iter().map(|line| fold(line, "")));
    blocks.extend(letter.opening.iter().map(|paragraph| fold(paragraph, "")));
    blocks.extend(letter.words.iter().map(|words| fold_lines(words)));
    if !letter.facts.is_empty() {
        blocks.push(facts(&letter.facts));
    }
    blocks.extend(letter.closing.iter().map(|paragraph| fold(paragraph, "")));
    // An address is never folded.
    blocks.extend(letter.link.iter().map(|(label, address)| format!("{label}: {address}")));
    blocks.push(fold(&letter.footer, ""));
    blocks.extend(letter.leave.iter().map(|(label, address)| format!("{label}: {address}")));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// Names in one column, what they are in the next.
fn facts(facts: &[(String, String)]) -> String {
    let column = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default() + 2;
    let indent = " ".repeat(column);
    let lines: Vec<String> = facts
        .iter()
        .map(|(name, value)| {
            let pad = " ".repeat(column - name.chars().count());
            let fold_value = |line: &str| if line.trim().is_empty() { String::new() } else { fold(line, &indent) };
            let lines: Vec<String> = value.lines().map(fold_value).collect();
            format!("{name}{pad}{}", lines.join("\n").trim_start())
        })
        .collect();
    lines.join("\n")
}

/// Each line of a text folded on its own.
fn fold_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| fold(line, "")).collect();
    lines.join("\n")
}

/// A line folded between words, each part behind `indent`; a word that is too long stays whole. A line that fits keeps
/// its spaces.
fn fold(line: &str, indent: &str) -> String {
    if indent.chars().count() + line.chars().count() <= WIDTH {
        return format!("{indent}{line}");
    }
    let mut folded = String::with_capacity(line.len() + 16);
    let mut used = 0;
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if used == 0 {
            folded.push_str(indent);
            used = indent.chars().count();
        } else if used + 1 + length > WIDTH {
            folded.push('\n');
            folded.push_str(indent);
            used = indent.chars().count();
        } else {
            folded.push(' ');
            used += 1;
        }
        folded.push_str(word);
        used += length;
    }
    folded
}
