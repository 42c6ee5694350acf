package dev.brume.core.admin;

import dev.brume.core.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.ToLongFunction;

/**
 * Writes a request's body to a file as it arrives, after its first bytes have been checked. A body
 * with other first bytes is not read further.
 */
final class UploadedFile implements Flow.Subscriber<ByteBuffer> {
  private final Path file;
  private final ToLongFunction<byte[]> check;
  private final long announced;
  private final CompletableFuture<Void> received = new CompletableFuture<>();
  private final ByteBuffer beginning;
  private FileChannel channel;
  private Flow.Subscription subscription;
  private long longest;

  private UploadedFile(
      RequestBody body, Path file, int beginningBytes, ToLongFunction<byte[]> check) {
    this.announced = body.length();
    this.file = file;
    this.beginning = ByteBuffer.allocate(beginningBytes);
    this.check = check;
  }

  /**
   * Writes all of {@code body} to {@code file}, which exists, and returns when that is done. Must
   * not be called on the thread that receives the body.
   *
   * @param beginningBytes the number of first bytes to pass to {@code check}
   * @param check returns how long a file is at most that begins with these bytes, which are fewer
   *     for a shorter body; throws if none can
   * @throws AdminRefusal if it is longer
   * @throws IOException if the client disconnects, or the file can't be written
   */
  static void receive(RequestBody body, Path file, int beginningBytes, ToLongFunction<byte[]> check)
      throws IOException {
    UploadedFile uploaded = new UploadedFile(body, file, beginningBytes, check);
    try {
      switch (body) {
        case RequestBody.Whole whole -> {
          uploaded.take(ByteBuffer.wrap(whole.bytes()));
          uploaded.end();
        }
        case RequestBody.Streamed streamed -> {
          streamed.subscribe(uploaded);
          uploaded.received.join();
        }
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IOException(e.getCause());
    } finally {
      uploaded.close();
    }
  }

  private void take(ByteBuffer bytes) throws IOException {
    while (beginning.hasRemaining() && bytes.hasRemaining()) {
      beginning.put(bytes.get());
    }
    if (beginning.hasRemaining()) {
      return;
    }
    if (channel == null) {
      begin();
    }
    write(bytes);
  }

  private void begin() throws IOException {
    longest = check.applyAsLong(Arrays.copyOf(beginning.array(), beginning.position()));
    checkLength(announced);
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    write(ByteBuffer.wrap(beginning.array(), 0, beginning.position()));
  }

  private void end() throws IOException {
    if (channel == null) {
      begin();
    }
  }

  private void checkLength(long length) {
    if (length > longest) {
      throw AdminRefusal.badRequest("The file is longer than it says: " + longest + " bytes");
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    checkLength(channel.position() + bytes.remaining());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    try {
      take(bytes);
      subscription.request(1);
    } catch (IOException | RuntimeException e) {
      subscription.cancel();
      received.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    received.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    try {
      end();
      received.complete(null);
    } catch (IOException | RuntimeException e) {
      received.completeExceptionally(e);
    }
  }
}
