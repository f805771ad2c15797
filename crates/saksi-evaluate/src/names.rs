use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

const TITLES: &[&str] = &[
    "presiden",
    "wakil",
    "perdana",
    "menteri",
    "luar",
    "negeri",
    "dalam",
    "pertahanan",
    "sekretaris",
    "jenderal",
    "sekjen",
    "ketua",
    "umum",
    "gubernur",
    "bupati",
    "wali",
    "kota",
    "jubir",
    "juru",
    "bicara",
    "pak",
    "bapak",
    "ibu",
    "kapolri",
    "panglima",
    "dr",
    "prof",
    "h",
    "ir",
    "drs",
    "tuan",
    "nyonya",
    "sang",
    "si",
    "para",
    "direktur",
    "kepala",
    "mantan",
    "eks",
    "komisaris",
    "brigjen",
    "irjen",
    "kombes",
    "akbp",
    "letjen",
    "mayjen",
    "kolonel",
    "laksamana",
    "marsekal",
];
const STOP: &[&str] =
    &["dan", "di", "ke", "dari", "yang", "itu", "ini", "tersebut", "the", "of", "seorang", "sejumlah"];

/// True where `predicted` is one of `names`, titles aside, or a part or an extension of one.
pub fn same_name<S: AsRef<str>>(predicted: &str, names: &[S]) -> bool {
    let predicted = words(predicted);
    let bare = without_titles(&predicted);
    names.iter().any(|name| {
        let name = words(name.as_ref());
        let bare_name = without_titles(&name);
        (!predicted.is_empty() && predicted == name)
            || (!bare.is_empty() && !bare_name.is_empty() && (bare.is_subset(&bare_name) || bare_name.is_subset(&bare)))
    })
}

fn words(name: &str) -> BTreeSet<String> {
    // `ß` is the one letter of names whose case folding is not its lower case.
    let folded = name.nfkc().collect::<String>().to_lowercase().replace('ß', "ss");
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty() && !STOP.contains(word)).map(str::to_owned).collect()
}

fn without_titles(words: &BTreeSet<String>) -> BTreeSet<String> {
    words.iter().filter(|word| !TITLES.contains(&word.as_str())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn titles_and_parts() {
        assert!(same_name("Presiden Zelensky", &["Volodymyr Zelensky"]));
        assert!(same_name("Menteri Luar Negeri", &["menteri luar negeri"]));
        assert!(!same_name("Menteri Pertahanan", &["Menteri Luar Negeri"]));
        assert!(!same_name("", &["Biden"]));
        assert!(!same_name("Presiden", &["Presiden Joko Widodo"]));
        assert!(same_name("AS", &["Amerika Serikat", "AS"]));
    }
}
