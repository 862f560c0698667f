//! Numbers that look random and can be had again: tests print their seed, and `PORTICO_SEED` sets it.

/// The seed in `PORTICO_SEED`, or `default`.
pub(crate) fn seed(default: u64) -> u64 {
    std::env::var("PORTICO_SEED").map_or(default, |seed| seed.parse().expect("a number"))
}

/// SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Some number below `bound`, which must not be zero.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}
