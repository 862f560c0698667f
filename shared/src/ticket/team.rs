//! Who works on what: the specialised teams that the intake tree leads to (A02). Which there are, the
//! organisation decides: see [`crate::catalogue`].

use crate::handle::handles;

handles! {
    /// A team.
    Team;
}

impl Team {
    /// Takes what is not clearly for anybody else. There is always one.
    pub const SERVICE_DESK: Self = Self::own("service-desk");
}

impl Default for Team {
    fn default() -> Self {
        Self::SERVICE_DESK
    }
}
