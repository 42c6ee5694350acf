package dev.brume.core.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of request bodies that are held as a whole, and of the values decoded from
 * them, to a share of the heap, so that requests are refused before the heap is full.
 */
final class BodyMemory {
  /** A document and its decoded value take several times the document's bytes. */
  private static final int BYTES_PER_BYTE = 4;

  private static final int SHARE_OF_HEAP = 2;

  private final long mostBytes;
  private final AtomicLong takenBytes = new AtomicLong();

  /**
   * @param mostBytes the most bytes in use at a time
   */
  BodyMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  static BodyMemory ofHeap() {
    return new BodyMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** A claim for one body, which holds no memory yet. */
  Claim claim() {
    return new Claim();
  }

  /** The bytes in use. */
  long takenBytes() {
    return takenBytes.get();
  }

  /** The memory of one body. Used by one thread at a time. */
  final class Claim {
    private long claimed;

    /**
     * Claims memory for {@code bodyBytes} more bytes of the body.
     *
     * @return whether it was granted; the only claim in use always gets it. If false, the whole
     *     claim is released
     */
    boolean grow(long bodyBytes) {
      long more = bodyBytes * BYTES_PER_BYTE;
      claimed += more;
      long taken = takenBytes.addAndGet(more);
      if (taken <= mostBytes || taken == claimed) {
        return true;
      }
      release();
      return false;
    }

    /** Releases the claim; may be called again. */
    void release() {
      takenBytes.addAndGet(-claimed);
      claimed = 0;
    }
  }
}
