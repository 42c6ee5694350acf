package dev.brume.core.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A {@code multipart/form-data} form up to its file: the fields before the file, and the file,
 * which streams. Whatever follows the file is ignored.
 *
 * @param fields in order
 * @param fileName the file's name, without folders; "" if none was sent
 * @param file the file's content, or null if the form has none; its length is not known
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578: multipart/form-data</a>
 */
public record MultipartForm(List<Field> fields, String fileName, RequestBody file) {
  private static final int MAX_BOUNDARY_LENGTH = 70;

  /** A field's name and text. */
  public record Field(String name, String value) {}

  /** The body is no valid form. */
  public static final class MalformedForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedForm(String message) {
      super(message, null, false, false);
    }
  }

  /** The fields are longer than allowed. */
  public static final class FieldsTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FieldsTooLong() {
      super("The fields before the file are too long", null, false, false);
    }
  }

  /**
   * The boundary that a Content-Type states; null for another content type or a missing boundary.
   *
   * @param contentType may be null
   */
  public static String boundaryOf(String contentType) {
    if (contentType == null || !isForm(contentType)) {
      return null;
    }
    for (String parameter : contentType.split(";")) {
      String text = parameter.strip();
      if (text.regionMatches(true, 0, "boundary=", 0, "boundary=".length())) {
        String boundary = text.substring("boundary=".length());
        if (boundary.length() > 1 && boundary.startsWith("\"") && boundary.endsWith("\"")) {
          boundary = boundary.substring(1, boundary.length() - 1);
        }
        boolean possible = !boundary.isEmpty() && boundary.length() <= MAX_BOUNDARY_LENGTH;
        return possible ? boundary : null;
      }
    }
    return null;
  }

  /** Whether a Content-Type, which may be null, is {@code multipart/form-data}. */
  public static boolean isForm(String contentType) {
    String type = "multipart/form-data";
    return contentType != null
        && contentType.strip().regionMatches(true, 0, type, 0, type.length());
  }

  /**
   * Reads the fields; no more of the body is requested than that needs.
   *
   * @param fileField the name of the file's field
   * @param maxBytes the longest head before the file
   * @return fails with {@link MalformedForm}, {@link FieldsTooLong} or the body's error. The file
   *     also fails with {@link MalformedForm} if its end is missing
   */
  public static CompletionStage<MultipartForm> read(
      RequestBody body, String boundary, String fileField, int maxBytes) {
    FormReader reader = new FormReader(new FormHead(boundary, fileField, maxBytes), boundary);
    switch (body) {
      case RequestBody.Whole whole -> whole.stream().subscribe(reader);
      case RequestBody.Streamed streamed -> streamed.subscribe(reader);
    }
    return reader.form();
  }

  /** The file, which must exist, passed through {@code transform}. */
  public RequestBody fileThrough(BodyTransform transform) {
    return TransformedBody.of(file, transform, -1, PayloadDigests.NONE);
  }

  /** Discards the rest, for forms whose file is not wanted. */
  public void discard() {
    if (file instanceof RequestBody.Streamed streamed) {
      streamed.subscribe(new Refusal());
    }
  }

  private static final class Refusal implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(ByteBuffer piece) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /**
   * Ends the file at the boundary. Its input begins with the line end before the file, which
   * belongs to the boundary if the file is empty.
   */
  static final class FileEnd implements BodyTransform {
    private final byte[] delimiter;
    private int toSkip = 2;
    private byte[] held = new byte[0];
    private boolean ended;

    FileEnd(byte[] delimiter) {
      this.delimiter = delimiter;
    }

    @Override
    public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
      if (ended) {
        return;
      }
      byte[] bytes = new byte[held.length + in.remaining()];
      System.arraycopy(held, 0, bytes, 0, held.length);
      in.get(bytes, held.length, in.remaining());
      int end = FormHead.indexOf(delimiter, bytes, 0, bytes.length);
      if (end >= 0) {
        ended = true;
        held = new byte[0];
        give(bytes, end, out);
        return;
      }
      int keep = Math.min(bytes.length, delimiter.length - 1);
      int given = bytes.length - keep;
      held = Arrays.copyOfRange(bytes, given, bytes.length);
      give(bytes, given, out);
    }

    private void give(byte[] bytes, int length, Consumer<ByteBuffer> out) {
      int skipped = Math.min(toSkip, length);
      toSkip -= skipped;
      out.accept(ByteBuffer.wrap(bytes, skipped, length - skipped).slice());
    }

    @Override
    public void finish(Consumer<ByteBuffer> out) {
      if (!ended) {
        throw new MalformedForm("The file has no end");
      }
    }
  }
}
