package dev.brume.s3.select;

import dev.brume.core.schema.ByteStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream of buffers as an InputStream for one thread, which waits for each buffer and requests
 * the next only after reading all of the last. That thread is virtual.
 */
final class BodyInput extends InputStream implements Flow.Subscriber<ByteBuffer> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Flow.Subscription subscription;
  private ByteBuffer arrived;
  private boolean ended;
  private Throwable failure;

  /** The current buffer; only used by the reader, like all fields below. */
  private ByteBuffer current = ByteBuffer.allocate(0);

  private long taken;

  BodyInput(ByteStream bytes) {
    bytes.subscribe(this);
  }

  /** The number of bytes read. */
  long taken() {
    return taken;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    lock.lock();
    try {
      subscription = given;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    lock.lock();
    try {
      arrived = bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable cause) {
    finish(cause);
  }

  @Override
  public void onComplete() {
    finish(null);
  }

  private void finish(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for bytes and returns whether there are any. */
  private boolean fill() {
    while (!current.hasRemaining()) {
      ByteBuffer next = next();
      if (next == null) {
        return false;
      }
      current = next;
    }
    return true;
  }

  private ByteBuffer next() {
    Flow.Subscription source = subscription();
    if (source != null) {
      source.request(1);
    }
    lock.lock();
    try {
      while (arrived == null && !ended) {
        changed.awaitUninterruptibly();
      }
      ByteBuffer next = arrived;
      arrived = null;
      if (next == null && failure != null) {
        throw new IllegalStateException("The object could not be read", failure);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private Flow.Subscription subscription() {
    lock.lock();
    try {
      while (subscription == null && !ended) {
        changed.awaitUninterruptibly();
      }
      return ended ? null : subscription;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() {
    if (!fill()) {
      return -1;
    }
    taken++;
    return current.get() & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(target, offset, count);
    taken += count;
    return count;
  }

  /** Reports available bytes until the end has been seen: GZIP checks for a next member. */
  @Override
  public int available() {
    return current.hasRemaining() || fill() ? Math.max(1, current.remaining()) : 0;
  }

  @Override
  public void close() {
    lock.lock();
    Flow.Subscription source;
    try {
      source = ended ? null : subscription;
      ended = true;
      arrived = null;
    } finally {
      lock.unlock();
    }
    if (source != null) {
      source.cancel();
    }
  }
}
