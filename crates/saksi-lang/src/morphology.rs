//! Indonesian affixes.
