//! An event in a line of text for people.

use crate::report::{Actor, Event, Report};

/// Whom to name where nobody is quoted.
pub(crate) fn newspaper(report: &Report) -> &str {
    report.document.source.as_deref().filter(|source| !source.trim().is_empty()).unwrap_or("the article")
}

/// Who does what to whom; a side that the text does not tell is a dash.
pub(crate) fn act(report: &Report, event: &Event) -> String {
    let mode = event.mode.as_ref().map_or(String::new(), |mode| format!(" ({mode})"));
    let side = |actors: &[Actor]| match actors {
        [] => "–".to_owned(),
        actors => actors.iter().map(|actor| name(report, actor)).collect::<Vec<_>>().join(", "),
    };
    let Event { class, anchor, source, target, .. } = event;
    format!("{} → {class}{mode} “{}” → {}", side(source), anchor.text, side(target))
}

fn name(report: &Report, actor: &Actor) -> String {
    let name = report.actor_name(actor).unwrap_or("–");
    actor.code.as_ref().map_or(name.to_owned(), |code| format!("{name} [{code}]"))
}

/// When, where, how far it has come, and who says so.
pub(crate) fn facts(report: &Report, event: &Event) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(event.time.as_ref().map(|time| match &time.value {
        // A value that is no date (`PRESENT_REF`) tells a reader less than the words do.
        value if value.starts_with(|c: char| c.is_ascii_digit()) => value.clone(),
        _ => time.text.clone(),
    }));
    facts.extend(event.place.as_ref().map(|place| format!("in {}", place.text)));
    facts.extend(event.status.as_ref().map(|status| status.replace('_', " ")));
    let speaker = report.vouching_quote(event).and_then(|quote| report.speaker_name(quote));
    facts.push(match &event.in_quote {
        Some(_) => format!("says {}", speaker.unwrap_or("unknown speaker")),
        None => format!("says {}", newspaper(report)),
    });
    facts.join(" · ")
}
