//! Who takes part in an event and who vouches for it, as people are shown it.

use crate::report::{Actor, Event, Quote, Report};

impl Report {
    /// The name of who takes part in an event: that of the entity, else the words of the text.
    pub fn actor_name<'r>(&'r self, actor: &'r Actor) -> Option<&'r str> {
        let entity = actor.entity.as_deref().and_then(|id| self.entity(id));
        let named = entity.map(|entity| entity.name.as_str()).filter(|name| !name.is_empty());
        named.or(actor.text.as_deref()).filter(|name| !name.is_empty())
    }

    /// The quote whose speaker vouches for `event`; `None` where the newspaper does.
    pub fn vouching_quote(&self, event: &Event) -> Option<&Quote> {
        let id = event.in_quote.as_deref()?;
        self.quotes.iter().find(|quote| quote.id == id)
    }

    /// The quote under which `event` is shown: the one that reports it, else the one whose words or cue name the act.
    pub(crate) fn quote_around(&self, event: &Event) -> Option<usize> {
        if let Some(id) = &event.in_quote {
            return self.quotes.iter().position(|quote| quote.id == *id);
        }
        let (start, end) = (event.anchor.start, event.anchor.end);
        let within = |from: usize, to: usize| from < end && start < to;
        self.quotes.iter().position(|quote| {
            quote.segments.iter().any(|segment| within(segment.start, segment.end))
                || quote.cue.as_ref().is_some_and(|cue| within(cue.start, cue.end))
        })
    }

    /// Code points of the sentence in which `event` is named; of its anchor alone where it stands in none.
    pub(crate) fn sentence_around(&self, event: &Event) -> (usize, usize) {
        let at = event.anchor.start;
        let sentence = self.sentences.iter().find(|sentence| sentence.start <= at && at < sentence.end);
        sentence.map_or((at, event.anchor.end), |sentence| (sentence.start, sentence.end))
    }
}
