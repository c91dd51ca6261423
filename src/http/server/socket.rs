//! A connection whose other end has to take what it is sent.

use super::places::Taking;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// How many bytes must have been taken for it to count: whoever takes them one by one holds up a place and buffers.
const PROGRESS: usize = 16 * 1024;

/// A stream that breaks off when what is written to it is not taken for a while, and whose end is seen by the other
/// side: what still comes in is read and thrown away for a moment, since a system that closes a connection with unread
/// bytes takes the last answer back.
pub(super) struct Socket<S> {
    stream: S,
    patience: Duration,
    linger: Duration,
    /// Where it is told how it is taken.
    taking: Taking,
    /// Runs while something waits to be taken, or while the end lingers.
    timer: Option<Pin<Box<Sleep>>>,
    /// How much was taken since it runs.
    taken: usize,
    /// Whether nothing more is written.
    ended: bool,
}

impl<S> Socket<S> {
    pub(super) fn new(stream: S, patience: Duration, linger: Duration, taking: Taking) -> Self {
        Self { stream, patience, linger, taking, timer: None, taken: 0, ended: false }
    }

    /// What came of writing, unless it has waited too long.
    fn watch(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match written {
            // The timer is that of the end.
            _ if self.ended => written,
            Poll::Ready(Ok(bytes)) => {
                self.taken += bytes;
                if self.taken >= PROGRESS && self.timer.take().is_some() {
                    self.taking.goes_on();
                }
                written
            }
            Poll::Ready(Err(_)) => written,
            Poll::Pending => {
                if self.timer.is_none() {
                    self.taken = 0;
                    self.taking.stops();
                }
                ready!(self.wait(context, self.patience));
                Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the other end takes nothing")))
            }
        }
    }

    /// Comes back when the timer, which begins when there is none, has run out.
    fn wait(&mut self, context: &mut Context<'_>, span: Duration) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(Instant::now() + span)));
        timer.as_mut().poll(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Socket<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Socket<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context).map_ok(|()| PROGRESS);
        self.watch(context, flushed).map_ok(drop)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.ended {
            ready!(Pin::new(&mut self.stream).poll_shutdown(context))?;
            self.ended = true;
            self.timer = None;
        }
        let mut thrown_away = [0; 4096];
        loop {
            let linger = self.linger;
            if self.wait(context, linger).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut buffer = ReadBuf::new(&mut thrown_away);
            let read = ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer));
            if read.is_err() || buffer.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{PROGRESS, Socket};
    use crate::http::server::places::{Places, Taking};
    use std::future::poll_fn;
    use std::io::ErrorKind;
    use std::pin::Pin;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt, AsyncWrite, AsyncWriteExt, duplex};
    use tokio::time::{Instant, sleep};

    const PATIENCE: Duration = Duration::from_secs(30);
    const LINGER: Duration = Duration::from_secs(1);

    fn taking() -> Taking {
        Places::new(1, 1, PATIENCE).take([192, 0, 2, 1].into(), false).unwrap().taking()
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_takes_nothing_is_left() {
        let (here, mut there) = duplex(1024);
        let mut socket = Socket::new(here, PATIENCE, LINGER, taking());
        let begun = Instant::now();
        let written = socket.write_all(&[0; 4096]).await;
        assert_eq!(written.unwrap_err().kind(), ErrorKind::TimedOut);
        assert_eq!(begun.elapsed().as_secs(), 30);
        assert_eq!(there.read(&mut [0; 4096]).await.unwrap(), 1024);
    }

    #[tokio::test(start_paused = true)]
    async fn byte_by_byte_is_nothing_and_slowly_is_enough() {
        for (each, arrives) in [(1, false), (PROGRESS / 16, true)] {
            let (here, mut there) = duplex(1024);
            let mut socket = Socket::new(here, PATIENCE, LINGER, taking());
            tokio::spawn(async move {
                let mut taken = vec![0; each];
                while there.read_exact(&mut taken).await.is_ok() {
                    sleep(Duration::from_secs(1)).await;
                }
            });
            assert_eq!(socket.write_all(&vec![0; 10 * PROGRESS]).await.is_ok(), arrives, "{each} bytes a second");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_end_reads_what_still_comes_for_a_moment() {
        let (here, mut there) = duplex(16);
        let mut socket = Socket::new(here, PATIENCE, LINGER, taking());
        let talks = tokio::spawn(async move {
            while there.write_all(&[0; 16]).await.is_ok() {
                sleep(Duration::from_millis(10)).await;
            }
        });
        let begun = Instant::now();
        // Whoever ends a connection may go on flushing it.
        poll_fn(|context| {
            let _ = Pin::new(&mut socket).poll_flush(context);
            Pin::new(&mut socket).poll_shutdown(context)
        })
        .await
        .unwrap();
        drop(socket);
        talks.await.unwrap();
        assert_eq!(begun.elapsed().as_secs(), 1);
    }
}
