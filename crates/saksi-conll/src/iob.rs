//! Named entities as tags of tokens: `B-PER`, `I-PER`, `O`.

use saksi_lang::analyzer::{EntityType, Named};

/// What a corpus' name for a type of entity means, where it is a type that we know: *PERSON* and *PPL* are `PER`, *PLACE* and
/// *PLC* `LOC`, *ORGANISATION* and *IND* `ORG`.
pub fn entity_type(name: &str) -> Option<EntityType> {
    const NAMES: [(&str, EntityType); 12] = [
        ("PER", EntityType::Person),
        ("PERSON", EntityType::Person),
        ("PPL", EntityType::Person),
        ("ORG", EntityType::Organization),
        ("ORGANISATION", EntityType::Organization),
        ("ORGANIZATION", EntityType::Organization),
        ("IND", EntityType::Organization),
        ("LOC", EntityType::Location),
        ("LOCATION", EntityType::Location),
        ("PLACE", EntityType::Location),
        ("PLC", EntityType::Location),
        ("GPE", EntityType::Location),
    ];
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, kind)| kind)
}

/// A tag taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag<'a> {
    /// In no entity.
    Outside,
    /// The first word of an entity of this type, by the corpus' name.
    Begin(&'a str),
    /// A word of an entity of this type: the first, where the word before is in none or in one of another type.
    Inside(&'a str),
}

impl<'a> Tag<'a> {
    /// Reads `O`, `B-PER`, `I-PER`, and `S`, `U`, `E`, `L` of the richer schemes.
    pub fn parse(tag: &'a str) -> Option<Self> {
        match tag.split_once('-') {
            Some((_, "")) => None,
            Some(("B" | "S" | "U", name)) => Some(Self::Begin(name)),
            Some(("I" | "E" | "L" | "M", name)) => Some(Self::Inside(name)),
            None if matches!(tag, "O" | "_") => Some(Self::Outside),
            _ => None,
        }
    }

    /// The corpus' name for the type.
    pub fn name(self) -> Option<&'a str> {
        match self {
            Self::Outside => None,
            Self::Begin(name) | Self::Inside(name) => Some(name),
        }
    }
}

/// The entities that the tags of a sentence mark, as conlleval reads them; those of a type that we do not know are left out.
pub fn entities<'a>(tags: impl IntoIterator<Item = Tag<'a>>) -> Vec<Named> {
    let mut entities: Vec<Named> = Vec::new();
    for (tag, at) in tags.into_iter().zip(0u32..) {
        let Some(kind) = tag.name().and_then(entity_type) else { continue };
        match entities.last_mut() {
            Some(last) if last.end == at && last.kind == kind && matches!(tag, Tag::Inside(_)) => last.end = at + 1,
            _ => entities.push(Named { start: at, end: at + 1, kind }),
        }
    }
    entities
}

/// The tags of a sentence of so many words; `None` stands for `O`.
pub fn tags(entities: &[Named], words: usize) -> Vec<Option<&'static str>> {
    let mut tags = vec![None; words];
    for entity in entities {
        let (begin, inside) = match entity.kind {
            EntityType::Person => ("B-PER", "I-PER"),
            EntityType::Organization => ("B-ORG", "I-ORG"),
            EntityType::Location => ("B-LOC", "I-LOC"),
        };
        for (tag, at) in tags.iter_mut().take(entity.end as usize).skip(entity.start as usize).zip(0..) {
            *tag = Some(if at == 0 { begin } else { inside });
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tags: &str) -> Vec<(u32, u32, &'static str)> {
        let tags = tags.split(' ').map(|tag| Tag::parse(tag).unwrap());
        entities(tags).iter().map(|entity| (entity.start, entity.end, entity.kind.name())).collect()
    }

    #[test]
    fn an_inside_without_a_begin_begins() {
        assert_eq!(read("O I-PER I-PER O I-LOC"), [(1, 3, "PER"), (4, 5, "LOC")]);
        assert_eq!(read("B-PER I-ORG I-ORG"), [(0, 1, "PER"), (1, 3, "ORG")]);
        assert_eq!(read("B-PER B-PER I-PER"), [(0, 1, "PER"), (1, 3, "PER")]);
    }

    #[test]
    fn other_corpora_and_other_schemes() {
        assert_eq!(read("B-PPL I-PERSON O U-PLC B-IND L-IND"), [(0, 2, "PER"), (3, 4, "LOC"), (4, 6, "ORG")]);
        assert_eq!(read("B-EVT I-EVT I-PLACE"), [(2, 3, "LOC")]);
        assert_eq!(Tag::parse("itu"), None);
        assert_eq!((Tag::parse("X-PER"), Tag::parse("B-")), (None, None));
    }

    #[test]
    fn entities_become_tags_and_entities_again() {
        let entities = [
            Named { start: 0, end: 2, kind: EntityType::Person },
            Named { start: 2, end: 3, kind: EntityType::Person },
        ];
        let tags = tags(&entities, 4);
        assert_eq!(tags, [Some("B-PER"), Some("I-PER"), Some("B-PER"), None]);
        assert_eq!(super::entities(tags.iter().map(|tag| Tag::parse(tag.unwrap_or("O")).unwrap())), entities);
    }
}
