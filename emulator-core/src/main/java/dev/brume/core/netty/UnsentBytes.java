package dev.brume.core.netty;

import java.util.ArrayDeque;

/**
 * What a connection has been answered and its client has not taken. An HTTP/2 client may ask for a
 * thousand answers at a time and open no window for them: as long as much is unsent, here or by all
 * connections together, its next requests wait. Only used on the connection's loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113.html#section-10.5">RFC 9113, 10.5: "the
 *     flow-control … mechanisms … can be abused … an endpoint that doesn't monitor use of these
 *     features exposes itself to a risk of denial of service"</a>
 */
final class UnsentBytes {
  /**
   * The next request is dispatched while no more than this is unsent; its response may be longer.
   */
  private static final long MOST_BYTES = 256 * 1024;

  private final UnsentTotal total;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  /** The whole answers among {@link #held}. */
  private long bytes;

  private long held;
  private boolean handing;
  private boolean taken;
  private long stuckSince;

  UnsentBytes(UnsentTotal total) {
    this.total = total;
  }

  /** Whether all connections together hold so much that no more may be asked for. */
  boolean isTotalFull() {
    return total.isFull();
  }

  /** Runs {@code request} at once, or when the client has read enough; in the order of calls. */
  void hand(Runnable request) {
    waiting.add(request);
    handOver();
  }

  /** So many bytes of a whole answer are written, but maybe not sent. */
  void add(long count) {
    bytes += count;
    hold(count);
  }

  /** Counts bytes that have been sent or never will be. */
  void remove(long count) {
    bytes -= count;
    release(count);
    handOver();
  }

  /** So many bytes of an answer that comes in pieces are written, but maybe not sent. */
  void hold(long count) {
    held += count;
    total.add(count);
  }

  /** So many of them are sent, or never will be. */
  void release(long count) {
    held -= count;
    taken = true;
    total.add(-count);
  }

  /** So many bytes are unsent now. */
  void set(long count) {
    if (count > held) {
      hold(count - held);
    } else if (count < held) {
      release(held - count);
    }
  }

  private void handOver() {
    if (handing) {
      return; // further down the stack, where it continues
    }
    handing = true;
    try {
      while (bytes <= MOST_BYTES && !waiting.isEmpty() && !total.isFull()) {
        waiting.poll().run();
      }
    } finally {
      handing = false;
    }
  }

  /** To be called in regular intervals: hands over what waited for other connections. */
  void tick(long nowMillis) {
    if (taken || held == 0) {
      taken = false;
      stuckSince = nowMillis;
    }
    handOver();
  }

  /** For how long the client has taken nothing of what is unsent; 0 where nothing is. */
  long stuckMillis(long nowMillis) {
    return held == 0 ? 0 : nowMillis - stuckSince;
  }
}
