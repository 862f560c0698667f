//! What tells who somebody is, or what an organisation's machines are called: found by its form and by the
//! names of those involved, so that what was written for one person can be shown to many (A57). Never
//! certain: what stands in its place is a word in brackets that whoever publishes sees and judges.

mod hosts;
mod names;
mod numbers;

pub use names::Names;

use super::{Secret, offset, secrets, trimmed};
use crate::{id::Reference, text::EmailAddress};
use std::ops::Range;

/// What is not for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifying {
    /// Somebody's name.
    Name,
    /// An e-mail address.
    Address,
    /// A telephone number or an extension.
    Number,
    /// What a machine is called, or its address in the network.
    Host,
    /// The reference of a request.
    Reference,
    /// What should not have been written at all.
    Secret(Secret),
}

impl Identifying {
    /// What stands in its place.
    #[must_use]
    pub fn mask(self) -> &'static str {
        match self {
            Self::Name => "[name]",
            Self::Address => "[address]",
            Self::Number => "[phone number]",
            Self::Host => "[host]",
            Self::Reference => "[reference]",
            Self::Secret(it) => it.mask(),
        }
    }

    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Address,
        Self::Number,
        Self::Host,
        Self::Reference,
        Self::Secret(Secret::Password),
        Self::Secret(Secret::Key),
        Self::Secret(Secret::CardNumber),
    ];
}

type Found = (Identifying, Range<usize>);

/// `text` with everything that identifies somebody masked; `names` are of those involved.
#[must_use]
pub fn masked(text: &str, names: &Names) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (kind, range) in found(text, names) {
        out.push_str(&text[end..range.start]);
        out.push_str(kind.mask());
        end = range.end;
    }
    out.push_str(&text[end..]);
    out
}

/// The places of all masks in `text`, in order.
pub fn masks(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('[').filter_map(|(start, _)| {
        let mut masks = Identifying::ALL.iter().map(|it| it.mask());
        let mask = masks.find(|it| text[start..].starts_with(it))?;
        Some(start..start + mask.len())
    })
}

/// Everything that identifies somebody, in order, without overlaps; the parts of one name are one.
fn found(text: &str, names: &Names) -> Vec<Found> {
    let mut all: Vec<Found> =
        secrets(text).into_iter().map(|it| (Identifying::Secret(it.secret), it.range)).collect();
    for piece in text.split_whitespace() {
        all.extend(in_piece(text, trimmed(text, offset(text, piece))));
    }
    all.extend(numbers::found(text).map(|it| (Identifying::Number, it)));
    all.extend(names.found(text).map(|it| (Identifying::Name, it)));
    all.sort_by_key(|(_, range)| (range.start, std::cmp::Reverse(range.end)));
    let mut out: Vec<Found> = Vec::with_capacity(all.len());
    for (kind, range) in all {
        match out.last_mut() {
            Some((_, before)) if range.start < before.end => {}
            Some((Identifying::Name, before))
                if kind == Identifying::Name && &text[before.end..range.start] == " " =>
            {
                before.end = range.end;
            }
            _ => out.push((kind, range)),
        }
    }
    out
}

/// What a piece between white space is or holds.
fn in_piece(text: &str, piece: Range<usize>) -> Option<Found> {
    let word = &text[piece.clone()];
    let at = |part: Range<usize>| piece.start + part.start..piece.start + part.end;
    let address = word.strip_prefix("mailto:").unwrap_or(word);
    if EmailAddress::parse(address).is_ok() {
        return Some((Identifying::Address, at(word.len() - address.len()..word.len())));
    }
    if is_reference(word) {
        return Some((Identifying::Reference, piece));
    }
    if let Some(part) = names::of_a_folder(word) {
        return Some((Identifying::Name, at(part)));
    }
    hosts::found(word).map(|part| (Identifying::Host, at(part)))
}

/// As it is printed, and with the right check character: chance makes few such words.
fn is_reference(word: &str) -> bool {
    word.contains('-') && word.parse::<Reference>().is_ok_and(|it| it.to_string() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::of(["Anna Lindqvist", "Fay from Finance", "Bo"])
    }

    #[test]
    fn what_identifies_is_masked_and_the_rest_is_left() {
        let reference = Reference::from_number(77).to_string();
        for (text, expected) in [
            ("Anna Lindqvist cannot print", "[name] cannot print"),
            ("ANNA LINDQVIST called, then Anna’s boss", "[name] called, then [name]’s boss"),
            ("Fay asked Finance for it", "[name] asked Finance for it"),
            ("Fay from Finance, again", "[name], again"),
            ("Annabel boils water; a bo tree", "Annabel boils water; a bo tree"),
            ("Hi Maria,\nit works now.", "Hi [name],\nit works now."),
            ("Hello Team,\nit works now.", "Hello Team,\nit works now."),
            ("It works.\n\nKind regards,\nMaria del Mar", "It works.\n\nKind regards,\n[name]"),
            ("It works.\n\nThanks,\nall is well", "It works.\n\nThanks,\nall is well"),
            ("Thanks\nIt works", "Thanks\nIt works"),
            ("write to <anna@firm.example>.", "write to <[address]>."),
            ("mailto:anna@firm.example", "mailto:[address]"),
            ("call +49 30 1234-567 or (030) 1234567", "call [phone number] or [phone number]"),
            ("call extension 4400 now", "call extension [phone number] now"),
            ("on 01/02/2026, 08-11-2026 and 0800", "on 01/02/2026, 08-11-2026 and 0800"),
            ("ping 10.0.12.7: no answer", "ping [host]: no answer"),
            ("fe80::1ff:fe23:4567:890a", "[host]"),
            ("3c:52:82:0a:1b:9f", "[host]"),
            ("open \\\\files01\\sales please", "open \\\\[host]\\sales please"),
            ("DESKTOP-4K2LM9P restarts", "[host] restarts"),
            ("mail.firm.example and nas.local", "[host] and [host]"),
            ("https://wiki.intern.firm.local/vpn", "https://[host]/vpn"),
            ("see https://support.example.com/a", "see https://support.example.com/a"),
            ("C:\\Users\\anna.l\\Desktop", "C:\\Users\\[name]\\Desktop"),
            ("/home/anna/.config", "/home/[name]/.config"),
            ("its password is hunter2", "its password is [password hidden]"),
            (&format!("like {reference}."), "like [reference]."),
        ] {
            assert_eq!(masked(text, &names()), expected);
        }
    }

    #[test]
    fn what_articles_are_made_of_stays() {
        for text in [
            "Version 10.0.19045 of Windows, build 22631.4460",
            "Error 0x80070005, then 0x0000011b, at 08:15 on 2026-11-20",
            "Open notes.tar.gz or report.final.pdf, e.g. with z.B. an app",
            "Use UTF-8, WPA-2 and an RJ-45 plug: it costs 0.50",
            "1. Press **Ctrl+Alt+Del**\n2. Choose [help](/help/vpn)",
            "Dear Sir or Madam, print 2 pages; the ratio is 16:9",
            "The account is locked for 00:30:00 after 5 tries",
        ] {
            assert_eq!(masked(text, &names()), text);
        }
    }

    #[test]
    fn masking_twice_changes_nothing_more_and_every_mask_is_found() {
        let text = "Anna, anna@firm.example, nas.local, +49 30 1234567, password: a1b2c3";
        let once = masked(text, &names());
        assert_eq!(masked(&once, &names()), once);
        assert_eq!(masks(&once).count(), 5, "{once}");
        assert_eq!(masks("[help](/help/vpn) [nam]").count(), 0);
    }
}
