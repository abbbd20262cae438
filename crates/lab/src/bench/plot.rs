//! The plot of a bench: growth of cost as lines, comparisons with peers as bars.
use super::Row;
use std::fmt::Write;

const WIDTH: f64 = 960.0;
const LEFT: f64 = 330.0;
const LINE: f64 = 18.0;
const COLORS: &[&str] =
    &["#1f6feb", "#b3541e", "#2d7d46", "#8957c5", "#b3266b", "#6a737d", "#946f00", "#0b7a75"];

/// The plot, as SVG.
pub fn svg(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut top = 30.0;
    top = growth(&mut body, rows, top);
    let end = bars(&mut body, rows, top + 20.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{end}\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n"
    )
}

/// One line a series: what each part of the input costs, over what it cost at ×1. Level is linear.
fn growth(out: &mut String, rows: &[Row], top: f64) -> f64 {
    let mut series: Vec<(&str, Vec<(usize, f64)>)> = Vec::new();
    for row in rows {
        let Some(times) = row.times else { continue };
        match series.last_mut().filter(|(what, _)| *what == row.what) {
            Some((_, points)) => points.push((times, row.figure)),
            None => series.push((&row.what, vec![(times, row.figure)])),
        }
    }
    if series.is_empty() {
        return top;
    }
    text(
        out,
        20.0,
        top,
        "bold",
        "What each part of an input costs, over what it costs at ×1 (level: linear)",
    );
    let (height, from, to) = (260.0, top + 16.0, top + 276.0);
    let x = |times: usize| LEFT + 60.0 + (times as f64).log10() * 160.0;
    // From an eighth to eight times.
    let y = |ratio: f64| from + height / 2.0 - ratio.log2().clamp(-3.0, 3.0) * height / 6.0;
    for ratio in [0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0] {
        rule(out, x(1), y(ratio), x(1000), y(ratio));
        text(out, x(1) - 44.0, y(ratio) + 4.0, "normal", &format!("{ratio}"));
    }
    for times in [1, 10, 100, 1000] {
        text(out, x(times) - 12.0, to + 16.0, "normal", &format!("×{times}"));
    }
    for (n, (what, points)) in series.iter().enumerate() {
        let color = COLORS[n % COLORS.len()];
        let first = points.first().map_or(1.0, |(_, figure)| *figure);
        let path: Vec<String> = points
            .iter()
            .map(|(times, figure)| format!("{:.1},{:.1}", x(*times), y(figure / first)))
            .collect();
        let dashes = ["none", "6 3", "2 3"][n / COLORS.len() % 3];
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>",
            path.join(" ")
        );
        let row = from + 8.0 + n as f64 * LINE;
        let _ = writeln!(
            out,
            "<line x1=\"20\" y1=\"{row}\" x2=\"44\" y2=\"{row}\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>"
        );
        text(out, 52.0, row + 4.0, "normal", what);
    }
    (to + 24.0).max(from + 8.0 + series.len() as f64 * LINE)
}

/// Where several did the same thing: a bar each, on a logarithmic scale of its own.
fn bars(out: &mut String, rows: &[Row], top: f64) -> f64 {
    let mut y = top;
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|row| row.what == first.what && row.unit == first.unit).count();
        let (group, after) = rest.split_at(count);
        rest = after;
        if count < 2 || first.times.is_some() {
            continue;
        }
        y += LINE * 1.6;
        text(out, 20.0, y, "bold", &format!("{} ({})", first.what, first.unit));
        let most = group.iter().map(|row| row.figure).fold(f64::MIN, f64::max);
        let least = group.iter().map(|row| row.figure).fold(f64::MAX, f64::min).max(f64::MIN_POSITIVE);
        // The least has a tenth of the room, the most all of it.
        let decades = (most / least).log10().max(f64::MIN_POSITIVE);
        for row in group {
            y += LINE;
            let part = 0.1 + 0.9 * ((row.figure / least).log10() / decades).clamp(0.0, 1.0);
            let color = if row.who.starts_with("ours") { COLORS[0] } else { COLORS[5] };
            text(out, 40.0, y, "normal", &row.who);
            let (up, length) = (y - 10.0, part * (WIDTH - LEFT - 140.0));
            let _ = writeln!(
                out,
                "<rect x=\"{LEFT}\" y=\"{up}\" width=\"{length:.1}\" height=\"12\" fill=\"{color}\"/>"
            );
            let figure =
                if row.figure >= 100.0 { format!("{:.0}", row.figure) } else { format!("{:.2}", row.figure) };
            text(out, LEFT + length + 8.0, y, "normal", &figure);
        }
    }
    y + 30.0
}

fn text(out: &mut String, x: f64, y: f64, weight: &str, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" font-weight=\"{weight}\">{text}</text>");
}

fn rule(out: &mut String, x1: f64, y1: f64, x2: f64, y2: f64) {
    let _ = writeln!(
        out,
        "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"#d0d7de\"/>"
    );
}
