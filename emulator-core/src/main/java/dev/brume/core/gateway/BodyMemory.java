package dev.brume.core.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory that goes into bodies which are held as a whole, and into what is decoded of
 * them: by a share of the heap, so that requests are refused before the heap is full.
 */
final class BodyMemory {
  /** A document and what is decoded of it take some times the bytes of the document. */
  private static final int BYTES_PER_BYTE = 4;

  private static final int SHARE_OF_HEAP = 2;

  private final long mostBytes;
  private final AtomicLong takenBytes = new AtomicLong();

  /**
   * @param mostBytes how much memory there may be in use
   */
  BodyMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  static BodyMemory ofHeap() {
    return new BodyMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Memory for one body, none of it taken. */
  Claim claim() {
    return new Claim();
  }

  /** How much is in use. */
  long takenBytes() {
    return takenBytes.get();
  }

  /** The memory of one body. Used by one thread at a time. */
  final class Claim {
    private long claimed;

    /**
     * Takes memory for so many more bytes of the body.
     *
     * @return whether there was any, as there is for who is alone; if not, all of it is given back
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

    /** Gives all of it back; may be called again. */
    void release() {
      takenBytes.addAndGet(-claimed);
      claimed = 0;
    }
  }
}
