package dev.brume.core.admin;

import dev.brume.core.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;

/** Writes the body of a request to a file as it arrives. */
final class UploadedFile implements Flow.Subscriber<ByteBuffer> {
  private final FileChannel channel;
  private final CompletableFuture<Void> received = new CompletableFuture<>();
  private Flow.Subscription subscription;

  private UploadedFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Writes all of {@code body} to {@code file}, and returns when that is done. Not to be called on
   * a thread that the body arrives on.
   *
   * @throws IOException where the client breaks off, or the file can't be written
   */
  static void receive(RequestBody body, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      switch (body) {
        case RequestBody.Whole whole -> write(channel, ByteBuffer.wrap(whole.bytes()));
        case RequestBody.Streamed streamed -> {
          UploadedFile uploaded = new UploadedFile(channel);
          streamed.subscribe(uploaded);
          uploaded.received.join();
        }
      }
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
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
      write(channel, bytes);
      subscription.request(1);
    } catch (IOException e) {
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
    received.complete(null);
  }
}
