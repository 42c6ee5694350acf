package dev.brume.core.netty;

import java.util.ArrayDeque;

/**
 * What an HTTP/2 connection has been answered and not taken. A client may ask for a thousand
 * answers at a time and open no window for them: as long as much is unsent, its next requests wait.
 * Only used on the connection's loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113.html#section-10.5">RFC 9113, 10.5: "the
 *     flow-control … mechanisms … can be abused … an endpoint that doesn't monitor use of these
 *     features exposes itself to a risk of denial of service"</a>
 */
final class UnsentBytes {
  /** So much may be unsent when the next request is handed over, whose answer may be longer. */
  private static final long MOST_BYTES = 256 * 1024;

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean handing;

  /** Runs {@code request} at once, or when the client has taken enough; in the order of calls. */
  void hand(Runnable request) {
    waiting.add(request);
    handOver();
  }

  /** So many bytes are written, but maybe not sent. */
  void add(long count) {
    bytes += count;
  }

  /** So many of them are sent, or never will be. */
  void remove(long count) {
    bytes -= count;
    handOver();
  }

  private void handOver() {
    if (handing) {
      return; // further down the stack, where it goes on
    }
    handing = true;
    try {
      while (bytes <= MOST_BYTES && !waiting.isEmpty()) {
        waiting.poll().run();
      }
    } finally {
      handing = false;
    }
  }
}
