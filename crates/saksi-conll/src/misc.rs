//! The last column of CoNLL-U: attributes `Name=Value` between bars, `_` where there are none.

use std::borrow::Cow;

/// The value of an attribute.
pub fn get<'m>(misc: &'m str, name: &str) -> Option<&'m str> {
    misc.split('|').find_map(|attribute| attribute.strip_prefix(name)?.strip_prefix('='))
}

/// Gives an attribute another value, or takes it away. The others stay; where anything changes, all are then in the order of
/// their names, upper and lower case alike, as Universal Dependencies have it.
pub fn set(misc: &mut Cow<str>, name: &str, value: Option<&str>) {
    if get(misc, name) == value {
        return;
    }
    let named = |attribute: &str| attribute.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
    let others = misc.split('|').filter(|attribute| !matches!(*attribute, "" | "_") && !named(attribute));
    let mut attributes: Vec<Cow<str>> = others.map(Cow::Borrowed).collect();
    attributes.extend(value.map(|value| Cow::Owned(format!("{name}={value}"))));
    // Stable: what has the same name, or none, keeps its order.
    attributes.sort_by_cached_key(|attribute| attribute.split('=').next().unwrap_or_default().to_lowercase());
    let joined = if attributes.is_empty() { "_".to_owned() } else { attributes.join("|") };
    *misc = Cow::Owned(joined);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(misc: &str, name: &str, value: Option<&str>) -> String {
        let mut misc = Cow::Borrowed(misc);
        set(&mut misc, name, value);
        misc.into_owned()
    }

    #[test]
    fn attributes_are_found_by_their_whole_name() {
        assert_eq!(get("SpaceAfter=No|NER=B-PER", "NER"), Some("B-PER"));
        assert_eq!(get("NERX=1|_", "NER"), None);
        assert_eq!(get("NER", "NER"), None);
    }

    #[test]
    fn attributes_are_put_in_order_and_taken_away() {
        assert_eq!(with("_", "NER", Some("B-LOC")), "NER=B-LOC");
        assert_eq!(with("SpaceAfter=No|Gloss=beras", "NER", Some("B-LOC")), "Gloss=beras|NER=B-LOC|SpaceAfter=No");
        assert_eq!(with("NER=B-PER|SpaceAfter=No", "NER", None), "SpaceAfter=No");
        assert_eq!(with("NER=B-PER", "NER", None), "_");
        assert_eq!(with("Z=1|catatan", "NER", None), "Z=1|catatan", "nothing to do, nothing done");
    }
}
