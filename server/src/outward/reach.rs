//! Which addresses a call that somebody else has named may reach (attack 51). Whatever the address is called,
//! and however it is written, what counts is the one that would be connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How far calls reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Reach {
    /// Addresses of the internet.
    #[default]
    Public,
    /// Those of company networks too.
    Private,
    /// This very machine too, with or without TLS: for trying things out.
    Machine,
}

/// Where an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Public,
    Private,
    Machine,
    /// Where no service is that could be meant: the services that clouds give their machines, everybody at
    /// once, nobody, and what may not be used.
    Nowhere,
}

impl Reach {
    /// Whether calls reach `address`.
    #[must_use]
    pub fn admits(self, address: IpAddr) -> bool {
        match place(address) {
            Place::Public => true,
            Place::Private => self != Self::Public,
            Place::Machine => self == Self::Machine,
            Place::Nowhere => false,
        }
    }
}

fn place(address: IpAddr) -> Place {
    match address.to_canonical() {
        IpAddr::V4(it) => place_of_v4(it),
        IpAddr::V6(it) => place_of_v6(it),
    }
}

fn place_of_v4(address: Ipv4Addr) -> Place {
    match address.octets() {
        [127, ..] => Place::Machine,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Place::Private,
        [0 | 224.., ..] | [169, 254, ..] => Place::Nowhere,
        [192, 0, 0 | 2, _] | [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => {
            Place::Nowhere
        }
        _ => Place::Public,
    }
}

fn place_of_v6(address: Ipv6Addr) -> Place {
    let [first, second, third, fourth, .., seventh, eighth] = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        place_of_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (first, second) {
        _ if address.is_loopback() => Place::Machine,
        // Gateways lead on to the IPv4 address that is written in these.
        (0x64, 0xff9b) if (third, fourth) == (0, 0) => embedded(seventh, eighth),
        (0x2002, high) => embedded(high, third),
        (0x2001, 0..=0x1ff | 0xdb8) => Place::Nowhere,
        // The service that one cloud gives its machines is among private addresses.
        (0xfd00, 0xec2) => Place::Nowhere,
        (0xfc00..=0xfdff, _) => Place::Private,
        (0x2000..=0x3fff, _) => Place::Public,
        _ => Place::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_51_each_reach_admits_its_addresses_and_none_those_of_clouds() {
        for (place, addresses) in [
            (
                Place::Public,
                vec!["93.184.216.34", "2606:2800:220:1::1", "172.32.0.1", "64:ff9b::808:808"],
            ),
            (
                Place::Private,
                vec![
                    "10.0.0.1",
                    "172.16.0.1",
                    "172.31.255.255",
                    "192.168.1.1",
                    "100.64.0.1",
                    "fc00::1",
                    "fd12:3456::1",
                    "::ffff:10.0.0.1",
                    "64:ff9b::a00:1",
                    "2002:a00:1::1",
                ],
            ),
            (
                Place::Machine,
                vec!["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"],
            ),
            (
                Place::Nowhere,
                vec![
                    "0.0.0.0",
                    "0.1.2.3",
                    "169.254.169.254",
                    "::ffff:169.254.169.254",
                    "64:ff9b::a9fe:a9fe",
                    "2002:a9fe:a9fe::1",
                    "fd00:ec2::254",
                    "fe80::1",
                    "fec0::1",
                    "::",
                    "::127.0.0.1",
                    "224.0.0.1",
                    "255.255.255.255",
                    "240.0.0.1",
                    "192.0.2.1",
                    "198.18.0.1",
                    "2001::1",
                    "2001:db8::1",
                    "ff02::1",
                ],
            ),
        ] {
            for address in addresses {
                let address: IpAddr = address.parse().unwrap();
                assert_eq!(super::place(address), place, "{address}");
                let admitted =
                    [Reach::Public, Reach::Private, Reach::Machine].map(|it| it.admits(address));
                let expected = match place {
                    Place::Public => [true, true, true],
                    Place::Private => [false, true, true],
                    Place::Machine => [false, false, true],
                    Place::Nowhere => [false, false, false],
                };
                assert_eq!(admitted, expected, "{address}");
            }
        }
    }
}
