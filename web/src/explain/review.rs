//! A review of an access string to paste elsewhere: a link, a sentence, Markdown, the string alone.

use super::address;
use crate::hidden::visible;
use crate::state::{Checked, engine_title};
use access_string::{Cell, Column, Row, Share, verdict_line};
use elasticache_user::{Member, Path};

/// The label of the button that copies the link.
pub const LINK: &str = "Copy link";
/// Copies the sentence.
pub const SENTENCE: &str = "Sentence";
/// Copies the whole review.
pub const MARKDOWN: &str = "Markdown";
/// Copies the access string.
pub const STRING: &str = "Access string";

/// A review of a checked access string.
pub struct Review<'a> {
    checked: &'a Checked,
}

impl<'a> Review<'a> {
    /// A review of this check.
    pub fn new(checked: &'a Checked) -> Self {
        Self { checked }
    }

    /// The text that a button copies.
    pub fn text(&self, what: &str) -> String {
        match what {
            LINK => address(&self.checked.form),
            SENTENCE => self.sentence(),
            STRING => self.checked.form.access_string.clone(),
            _ => self.markdown(&address(&self.checked.form)),
        }
    }

    fn sentence(&self) -> String {
        elasticache_user::explain(&self.checked.access.string).sentence
    }

    fn markdown(&self, link: &str) -> String {
        let access = &self.checked.access;
        let cells = access.string.matrix();
        let verdict = match access.string.is_accepted() {
            true => verdict_line(&access.string.verdict(&cells)),
            false => "Servers reject this access string".to_owned(),
        };
        let mut text = format!(
            "### Access string review ({})\n\n{}\n\n**{verdict}**\n\n{}\n\n",
            engine_title(access.version.name()),
            code(&access.string.text),
            plain(&self.sentence()),
        );
        text.push_str("| | Read | Write | Manage |\n| --- | --- | --- | --- |\n");
        for row in Row::ALL.into_iter().filter(|row| cells.iter().any(|cell| cell.row == *row)) {
            let text_of = |column: Column| {
                let cell = cells.iter().find(|cell| cell.row == row && cell.column == column);
                cell.map(share).unwrap_or_default()
            };
            let [read, write, manage] = Column::ALL.map(text_of);
            text.push_str(&format!("| {} | {read} | {write} | {manage} |\n", row.title()));
        }
        let findings = self.checked.report.findings.iter();
        let about_string =
            findings.filter(|finding| matches!(finding.path, Path::Member(Member::AccessString)));
        let lines: Vec<String> = about_string
            .map(|finding| {
                format!(
                    "- **{}** `{}`: {}
",
                    finding.severity.name(),
                    finding.rule,
                    plain(&finding.message)
                )
            })
            .collect();
        if !lines.is_empty() {
            text.push_str(&format!("\nFindings:\n\n{}", lines.concat()));
        }
        text.push_str(&format!("\n[Look at it, try commands, change it]({link})\n"));
        text
    }
}

fn share(cell: &Cell) -> String {
    let of = cell.commands.len();
    let is_scope = matches!(cell.row, Row::Keys | Row::Channels);
    let works = crate::matrix::working(cell);
    match cell.share {
        _ if cell.blocked().is_some() => format!("no key for {} allowed", cell.allowed()),
        Share::None => "–".to_owned(),
        Share::Full if is_scope => "all".to_owned(),
        Share::Full => format!("all {of}"),
        Share::Part if is_scope => {
            let patterns: Vec<String> = cell.patterns.iter().map(|pattern| inline(pattern)).collect();
            patterns.join(" ")
        }
        Share::Part => format!("{works} of {of}"),
    }
}

/// A fenced block that its text can't close.
fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}\n{}\n{fence}", visible(text))
}

/// Inline code in a table cell.
fn inline(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let text = visible(text).replace('|', "\\|").replace('\n', " ");
    let pad = if text.contains('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

/// Escaped text: nothing in it becomes a tag, a link or a heading.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in visible(text).chars() {
        match letter {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '*' | '_' | '[' | ']' | '\\' | '|' | '#' | '!' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Delivery, Form};

    #[test]
    fn an_access_string_cant_break_out_of_its_code_block() {
        let text = "on ~a```b|c` %R~x[1](http://y) -@all +get";
        let form = Form { access_string: text.to_owned(), ..Form::default() };
        let checked = Checked::new(form, &Delivery::default(), &[]);
        let markdown = Review::new(&checked).markdown("https://example.com/");
        assert!(markdown.contains(&format!("````\n{text}\n````\n")), "{markdown}");
        assert!(
            markdown.contains("| Keys | ````  ~a```b\\|c` ````") || markdown.contains("~a```b\\|c`"),
            "{markdown}"
        );
        assert!(markdown.contains("**Can't empty") || markdown.contains("**Read-only"), "{markdown}");
        assert_eq!(inline("~a|b"), "`~a\\|b`");
        assert_eq!(plain("a <b>*c*"), "a &lt;b>\\*c\\*");
    }
}
