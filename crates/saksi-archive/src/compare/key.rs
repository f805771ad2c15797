//! Keys: 64-bit numbers that stand for words, shingles and combinations of them. They are kept in the archive's file, so that they
//! never change: the same bytes give the same key in every version and on every machine.

/// Key of some bytes: FNV-1a, stirred.
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    stir(hash)
}

/// Key of several keys, in their order.
pub fn of_keys(keys: &[u64]) -> u64 {
    keys.iter().fold(0x9e37_79b9_7f4a_7c15, |sum: u64, key| stir(sum.rotate_left(23) ^ key))
}

/// Spreads what differs in a few bits over all of them (the finaliser of SplitMix64).
pub fn stir(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_files_stay_what_they_are() {
        assert_eq!(of_bytes(b"beras"), of_bytes("beras".as_bytes()));
        assert_ne!(of_keys(&[1, 2]), of_keys(&[2, 1]));
        assert_ne!(of_bytes(b""), of_keys(&[]));
    }
}
