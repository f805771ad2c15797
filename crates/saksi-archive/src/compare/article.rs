//! Whether two articles are one text: agency copy, lightly edited, or one inside the other.

use super::signature::Shingles;

/// How two articles share their text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copy {
    /// Shared shingles among those of both, 0–1.
    pub resemblance: f32,
    /// Share of the first article's shingles that the second has.
    pub first_in_second: f32,
    /// Share of the second article's shingles that the first has.
    pub second_in_first: f32,
}

impl Copy {
    /// Share of the shorter article that stands in the longer one.
    pub fn containment(&self) -> f32 {
        self.first_in_second.max(self.second_in_first)
    }
}

/// Shingles below which nothing can be said: texts of a line or two.
const LEAST: usize = 20;
/// Resemblance from which two articles are one.
const RESEMBLANCE: f32 = 0.3;
/// Containment from which one article is taken from the other.
const CONTAINMENT: f32 = 0.5;

/// Whether two articles are one text, and how far.
pub fn same_article(a: &Shingles, b: &Shingles) -> Option<Copy> {
    if a.list.len().min(b.list.len()) < LEAST {
        return (!a.list.is_empty() && a == b).then_some(Copy {
            resemblance: 1.0,
            first_in_second: 1.0,
            second_in_first: 1.0,
        });
    }
    let shared = a.shared(b) as f32;
    let (one, other) = (a.list.len() as f32, b.list.len() as f32);
    let copy = Copy {
        resemblance: shared / (one + other - shared),
        first_in_second: shared / one,
        second_in_first: shared / other,
    };
    (copy.resemblance >= RESEMBLANCE || copy.containment() >= CONTAINMENT).then_some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::Vocabulary;

    const TEXT: &str = "Gubernur meresmikan jembatan baru di hulu sungai pada Senin pagi. Jembatan sepanjang dua ratus meter itu \
        dibangun selama tiga tahun dengan dana daerah. Warga desa kini tidak perlu lagi menyeberang dengan rakit, kata kepala dinas.";

    fn shingles(text: &str) -> Shingles {
        Shingles::of(&Vocabulary::new().words(text))
    }

    #[test]
    fn an_edited_copy_and_an_excerpt_are_told() {
        let whole = shingles(TEXT);
        let edited = same_article(&whole, &shingles(&TEXT.replace("Senin pagi", "Senin (3/4) pagi"))).expect("a copy");
        assert!(edited.resemblance > 0.7, "{edited:?}");
        let longer = format!(
            "{TEXT} Di kota lain, para pedagang pasar menunggu keputusan tentang kios yang terbakar pekan lalu itu. \
            Mereka berharap bantuan segera turun sebelum bulan puasa, karena persediaan sudah menipis dan utang mulai jatuh tempo."
        );
        let inside = same_article(&whole, &shingles(&longer)).expect("an excerpt");
        assert!(inside.first_in_second > 0.9 && inside.second_in_first < 0.7, "{inside:?}");
    }

    #[test]
    fn other_articles_are_not() {
        let other = "Kereta cepat mulai beroperasi bulan depan setelah uji coba selesai, sementara harga karcis belum ditetapkan oleh \
            perusahaan, kata juru bicara kementerian dalam jumpa pers di stasiun itu kemarin sore.";
        assert_eq!(same_article(&shingles(TEXT), &shingles(other)), None);
    }
}
