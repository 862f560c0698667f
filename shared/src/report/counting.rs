//! A report while it is made: takes in one ticket after the other and keeps none.

use super::{
    figures::{Figures, Tally},
    history::History,
    period::Period,
    slice::{Dimension, Slice},
};
use crate::{
    catalogue::Catalogue,
    ticket::Ticket,
    time::{Instant, Span, Zone},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The numbers of a part of all tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SliceFigures {
    /// Which part.
    pub slice: Slice,
    /// Its numbers.
    pub figures: Figures,
}

/// All tickets, divided by one of their properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Breakdown {
    /// By which.
    pub by: Dimension,
    /// Its parts.
    pub slices: Vec<SliceFigures>,
}

/// The numbers of a part of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stretch {
    /// Which days.
    pub period: Period,
    /// Their numbers.
    pub figures: Figures,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// All tickets.
    pub all: Figures,
    /// The same divided, in the order of [`Dimension::ALL`].
    pub breakdowns: Vec<Breakdown>,
    /// All tickets, one stretch of the period after the other.
    pub trend: Vec<Stretch>,
}

/// Counts the tickets of a period.
#[derive(Debug)]
pub struct Counting {
    span: Span,
    all: Tally,
    breakdowns: [(Dimension, Vec<(Slice, Tally)>); 3],
    stretches: Vec<(Period, Span, Tally)>,
}

impl Counting {
    /// Nothing yet, of a period in `zone`, divided as `catalogue` has it.
    #[must_use]
    pub fn over(period: Period, zone: &Zone, catalogue: &Catalogue) -> Self {
        let breakdowns = Dimension::ALL.map(|by| {
            let slices = by.slices(catalogue).into_iter();
            (by, slices.map(|it| (it, Tally::default())).collect())
        });
        let stretches = period.stretches().into_iter();
        Self {
            span: period.span(zone),
            all: Tally::default(),
            breakdowns,
            stretches: stretches.map(|it| (it, it.span(zone), Tally::default())).collect(),
        }
    }

    /// From when up to, not including, when it counts.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Takes in a ticket.
    pub fn add(&mut self, ticket: &Ticket, history: &History) {
        if !history.counts_in(self.span) {
            return;
        }
        self.all.add(history, self.span);
        for (by, slices) in &mut self.breakdowns {
            let slice = by.slice_of(ticket);
            match slices.iter_mut().find(|it| it.0 == slice) {
                Some((_, tally)) => tally.add(history, self.span),
                // What is offered no longer is told where something of it counts.
                None => {
                    let mut tally = Tally::default();
                    tally.add(history, self.span);
                    slices.push((slice, tally));
                }
            }
        }
        let mut touched: Vec<usize> =
            history.moments().filter_map(|it| self.stretch_at(it.1.at)).collect();
        touched.sort_unstable();
        touched.dedup();
        for place in touched {
            let (_, span, tally) = &mut self.stretches[place];
            tally.add(history, *span);
        }
    }

    fn stretch_at(&self, at: Instant) -> Option<usize> {
        let place = self.stretches.partition_point(|it| it.1.end <= at);
        self.stretches.get(place).filter(|it| it.1.start <= at).map(|_| place)
    }

    /// What it comes to.
    #[must_use]
    pub fn finish(self) -> Counted {
        let breakdowns = self.breakdowns.map(|(by, slices)| {
            let slices = slices
                .into_iter()
                .map(|(slice, tally)| SliceFigures { slice, figures: tally.figures() });
            Breakdown { by, slices: slices.collect() }
        });
        let stretches = self.stretches.iter();
        let trend = stretches
            .map(|(period, _, tally)| Stretch { period: *period, figures: tally.figures() });
        Counted { all: self.all.figures(), breakdowns: breakdowns.into(), trend: trend.collect() }
    }
}
