use std::collections::HashMap;

use crate::report::{Entity, Quote, Report};

/// Somebody who says something in an article, and what.
#[derive(Debug)]
pub(crate) struct SpeakerGroup<'r> {
    /// Who it is, where that is known.
    pub entity: Option<&'r Entity>,
    /// The name to show; `None` where the text names nobody.
    pub name: Option<&'r str>,
    /// Indices of the quotes, in order.
    pub quotes: Vec<usize>,
}

/// The speakers of a report in order of their first quote, and for each quote the index of its speaker there.
pub(crate) fn speakers(report: &Report) -> (Vec<SpeakerGroup<'_>>, Vec<usize>) {
    let entities: HashMap<&str, &Entity> = report.entities.iter().map(|e| (e.id.as_str(), e)).collect();
    let mut seen: HashMap<(bool, String), usize> = HashMap::new();
    let mut groups: Vec<SpeakerGroup<'_>> = Vec::new();
    let mut of_quote = Vec::with_capacity(report.quotes.len());
    for (index, quote) in report.quotes.iter().enumerate() {
        let entity = quote.speaker.entity.as_deref().and_then(|id| entities.get(id).copied());
        let name = shown_name(entity, quote);
        let key = match entity {
            Some(entity) => (true, entity.id.clone()),
            None => (false, name.unwrap_or_default().to_lowercase()),
        };
        let group = *seen.entry(key).or_insert_with(|| {
            groups.push(SpeakerGroup { entity, name, quotes: Vec::new() });
            groups.len() - 1
        });
        groups[group].quotes.push(index);
        of_quote.push(group);
    }
    (groups, of_quote)
}

fn shown_name<'r>(entity: Option<&'r Entity>, quote: &'r Quote) -> Option<&'r str> {
    entity.map(|e| e.name.as_str()).filter(|name| !name.is_empty()).or(quote.speaker.text.as_deref())
}
