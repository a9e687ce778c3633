//! Chance, so that the readers of a page do not all ask at the same moment.

/// Marsaglia's xorshift, <https://doi.org/10.18637/jss.v008.i14>. It is no secret and need not be; from seed 0 only 0 comes.
#[derive(Default)]
pub(super) struct Chance(pub(super) u32);

impl Chance {
    /// A number from 0 to 1, 1 excluded.
    pub(super) fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        f64::from(self.0) / 4_294_967_296.0
    }
}
