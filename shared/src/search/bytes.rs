//! Reading and writing the pieces of an index file. Nothing here trusts a byte it reads.

use super::format::IndexError;

/// Appends `value`, seven bits a byte, the low ones first.
pub(super) fn write_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Appends the length of `section` and `section`.
pub(super) fn write_section(bytes: &mut Vec<u8>, section: &[u8]) {
    write_number(bytes, length(section));
    bytes.extend_from_slice(section);
}

/// A length as it is written; an index of more than 4 GiB reads back as malformed.
pub(super) fn length<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// What is left of a run of bytes.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn byte(&mut self) -> Result<u8, IndexError> {
        let (first, rest) = self.0.split_first().ok_or(IndexError::Truncated)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, n: usize) -> Result<&'a [u8], IndexError> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(IndexError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u32, IndexError> {
        let mut value = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| IndexError::Malformed("number"));
            }
        }
        Err(IndexError::Malformed("number"))
    }

    /// A number of things that follow, each at least `smallest` bytes long: a count that cannot
    /// be true is refused before memory is set aside for it.
    pub(super) fn count(&mut self, smallest: usize) -> Result<usize, IndexError> {
        let count = self.number()? as usize;
        if count.saturating_mul(smallest) > self.0.len() {
            return Err(IndexError::Truncated);
        }
        Ok(count)
    }

    pub(super) fn section(&mut self) -> Result<Self, IndexError> {
        let length = self.number()? as usize;
        self.take(length).map(Self)
    }

    pub(super) fn rest(self) -> &'a [u8] {
        self.0
    }

    /// Refuses bytes that nothing has asked for.
    pub(super) fn finish(self, section: &'static str) -> Result<(), IndexError> {
        if self.is_empty() { Ok(()) } else { Err(IndexError::Malformed(section)) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_number_reads_back(value: u32) {
            let mut bytes = Vec::new();
            write_number(&mut bytes, value);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.number(), Ok(value));
            prop_assert!(reader.is_empty());
        }
    }

    #[test]
    fn a_number_past_32_bits_is_refused() {
        for bytes in [[0xff, 0xff, 0xff, 0xff, 0x1f], [0xff, 0xff, 0xff, 0xff, 0xff]] {
            let number = Reader::new(&bytes).number();
            assert_eq!(number, Err(IndexError::Malformed("number")), "{bytes:?}");
        }
    }

    #[test]
    fn a_count_that_cannot_be_true_is_refused() {
        let mut bytes = Vec::new();
        write_number(&mut bytes, u32::MAX);
        bytes.extend([0; 8]);
        assert_eq!(Reader::new(&bytes).count(1), Err(IndexError::Truncated));
    }
}
