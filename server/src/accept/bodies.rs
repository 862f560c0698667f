//! Bodies on their way in and out.

use super::{
    pace::{Pace, Patience},
    phase::Phase,
};
use axum::{BoxError, body::Body as AnyBody};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use std::{
    error::Error as StdError,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

/// A request's body, which ends with an error where it comes too slowly.
#[derive(Debug)]
pub(super) struct Paced {
    body: Incoming,
    patience: Patience,
}

impl Paced {
    pub(super) fn new(body: Incoming, pace: Pace) -> Self {
        Self { body, patience: Patience::new(pace) }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) else {
            ready!(self.patience.poll_over(cx));
            return Poll::Ready(Some(Err(Box::new(TooSlow))));
        };
        if let Some(Ok(frame)) = &frame {
            self.patience.moved(frame.data_ref().map_or(0, Bytes::len));
        }
        Poll::Ready(frame.map(|it| it.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body came too slowly.
#[derive(Debug)]
pub(super) struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it came too slowly")
    }
}

impl StdError for TooSlow {}

/// Whether a body could not be read because it came too slowly.
#[must_use]
pub fn is_too_slow(error: &(dyn StdError + 'static)) -> bool {
    std::iter::successors(Some(error), |&it| it.source()).any(|it| it.is::<TooSlow>())
}

/// An answer's body, after which the connection rests.
#[derive(Debug)]
pub(super) struct Answered {
    body: AnyBody,
    phase: Arc<Phase>,
}

impl Answered {
    pub(super) fn new(body: AnyBody, phase: Arc<Phase>) -> Self {
        Self { body, phase }
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.phase.rest();
    }
}

impl Body for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
