//! A connection that ends by itself when whoever is at its other end is too slow.

use super::{limits::Limits, pace::Patience, phase::Phase};
use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// Reads the heads of requests within their time, and writes while somebody takes what is written.
#[derive(Debug)]
pub(super) struct Guarded<Io> {
    io: Io,
    phase: Arc<Phase>,
    head: Duration,
    /// When the head of this request has to be complete.
    head_by: Pin<Box<Sleep>>,
    taking: Patience,
}

impl<Io> Guarded<Io> {
    pub(super) fn new(io: Io, phase: Arc<Phase>, limits: &Limits) -> Self {
        let head_by = Box::pin(sleep(limits.head));
        Self { io, phase, head: limits.head, head_by, taking: Patience::new(limits.pace) }
    }

    /// What came of trying to write.
    fn wrote<T>(
        &mut self,
        cx: &mut Context<'_>,
        tried: Poll<io::Result<T>>,
        n_bytes: impl FnOnce(&T) -> usize,
    ) -> Poll<io::Result<T>> {
        match tried {
            Poll::Pending => {
                ready!(self.taking.poll_over(cx));
                too_slow("an answer is not taken")
            }
            Poll::Ready(Ok(written)) => {
                self.taking.moved(n_bytes(&written));
                Poll::Ready(Ok(written))
            }
            failed => failed,
        }
    }
}

impl<Io: AsyncRead + Unpin> AsyncRead for Guarded<Io> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let n_before = buffer.filled().len();
        let read = Pin::new(&mut self.io).poll_read(cx, buffer);
        if buffer.filled().len() > n_before && self.phase.begin_head() {
            let head_by = Instant::now() + self.head;
            self.head_by.as_mut().reset(head_by);
        }
        if read.is_pending() && self.phase.is_head() {
            ready!(self.head_by.as_mut().poll(cx));
            return too_slow("a request does not begin");
        }
        read
    }
}

impl<Io: AsyncWrite + Unpin> AsyncWrite for Guarded<Io> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.wrote(cx, tried, |n| *n)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.io).poll_write_vectored(cx, slices);
        self.wrote(cx, tried, |n| *n)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let tried = Pin::new(&mut self.io).poll_flush(cx);
        self.wrote(cx, tried, |()| 0)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let tried = Pin::new(&mut self.io).poll_shutdown(cx);
        self.wrote(cx, tried, |()| 0)
    }
}

fn too_slow<T>(what: &'static str) -> Poll<io::Result<T>> {
    Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, what)))
}
