//! What of PLOVER can be said in CAMEO: roots and sectors. From the definitions of both codebooks.

/// The root of CAMEO that says what class and mode say; `None` where several roots share the class.
pub fn cameo_root(class: &str, mode: Option<&str>) -> Option<&'static str> {
    Some(match (class, mode) {
        ("AGREE", _) => "03",
        ("CONSULT", _) => "04",
        ("SUPPORT", _) => "05",
        ("COOPERATE", _) => "06",
        ("AID", _) => "07",
        ("CONCEDE" | "RETREAT", _) => "08",
        ("ACCUSE", Some("investigate")) => "09",
        ("ACCUSE", _) => "11",
        ("REJECT", _) => "12",
        ("THREATEN", _) => "13",
        ("PROTEST", _) => "14",
        ("MOBILIZE", _) => "15",
        ("SANCTION", None | Some("withdraw" | "discontinue")) => "16",
        ("COERCE", _) | ("SANCTION", Some("convict")) => "17",
        ("ASSAULT", Some("beat" | "torture" | "sexual" | "explosives" | "suicide-attack" | "assassinate")) => "18",
        ("ASSAULT", Some("firearms" | "heavy-weapons")) => "19",
        ("ASSAULT", Some("cleansing" | "unconventional")) => "20",
        _ => return None,
    })
}

/// PLOVER's sectors that CAMEO has too.
pub(super) fn known(sector: Option<&str>) -> Option<&str> {
    const BOTH: [&str; 15] =
        ["BUS", "COP", "CVL", "EDU", "GOV", "IGO", "JUD", "LEG", "MED", "MIL", "NGO", "OPP", "REB", "SPY", "UAF"];
    sector.filter(|sector| BOTH.contains(sector))
}

#[cfg(test)]
mod tests {
    use super::*;
    use saksi::EventClass;

    #[test]
    fn roots_are_in_the_quarter_of_their_class() {
        for class in EventClass::ALL {
            let Some(root) = cameo_root(class.name(), None) else { continue };
            let quarter = match root.parse::<i64>().unwrap() {
                1..=5 => 1,
                6..=8 => 2,
                9..=13 => 3,
                _ => 4,
            };
            // CAMEO yields materially, whatever is conceded.
            let yields = class == EventClass::Concede;
            assert!(yields || Some(quarter) == super::super::events::quad(class.name()), "{root}");
        }
    }
}
