package dev.brume.s3.select;

import dev.brume.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * The events of an answer, taken apart as the appendix of the API reference says they are put
 * together.
 *
 * @param messages all, in order
 */
record SelectedEvents(List<Message> messages) {
  private static final int STRING = 7;
  private static final long PATIENCE_SECONDS = 60;

  /** One message: its headers and what it carries. */
  record Message(Map<String, String> headers, byte[] payload) {
    /** {@code Records}, {@code Stats} and so on, or {@code error}. */
    String type() {
      return headers.getOrDefault(":event-type", headers.get(":message-type"));
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  /** Reads the answer to its end. */
  static SelectedEvents of(HttpResponse response) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(response));
    List<Message> messages = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      int length = bytes.getInt();
      int headerLength = bytes.getInt();
      requireChecksum(bytes, start, 8);
      Map<String, String> headers = new LinkedHashMap<>();
      int headerEnd = bytes.position() + headerLength;
      while (bytes.position() < headerEnd) {
        String name = text(bytes, bytes.get() & 0xFF);
        if (bytes.get() != STRING) {
          throw new AssertionError("Header " + name + " is no string");
        }
        headers.put(name, text(bytes, bytes.getShort() & 0xFFFF));
      }
      byte[] payload = new byte[start + length - 4 - headerEnd];
      bytes.get(payload);
      requireChecksum(bytes, start, length - 4);
      messages.add(new Message(headers, payload));
    }
    return new SelectedEvents(messages);
  }

  private static void requireChecksum(ByteBuffer bytes, int start, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.array(), start, length);
    if ((int) checksum.getValue() != bytes.getInt()) {
      throw new AssertionError("Wrong checksum");
    }
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(HttpResponse response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<Void> end = new CompletableFuture<>();
    response.stream()
        .subscribe(
            new Flow.Subscriber<>() {
              private Flow.Subscription subscription;

              @Override
              public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
              }

              @Override
              public void onNext(ByteBuffer piece) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
                subscription.request(1);
              }

              @Override
              public void onError(Throwable failure) {
                end.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                end.complete(null);
              }
            });
    end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return bytes.toByteArray();
  }

  List<String> types() {
    return messages.stream().map(Message::type).toList();
  }

  /** What the Records events carry, together. */
  String records() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    messages.stream()
        .filter(message -> message.type().equals("Records"))
        .forEach(message -> bytes.writeBytes(message.payload()));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The first event of that type. */
  Message first(String type) {
    return messages.stream().filter(m -> m.type().equals(type)).findFirst().orElseThrow();
  }
}
