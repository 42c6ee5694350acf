package dev.brume.core.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A form in {@code multipart/form-data} as far as it can be known before its file has come: the
 * fields before the file, and the file, which streams. What stands behind the file is not looked
 * at.
 *
 * @param fields in order
 * @param fileName what the browser calls the file, without folders; "" where it says nothing
 * @param file the file's content, or null where the form ends without one; its length is not known
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578: multipart/form-data</a>
 */
public record MultipartForm(List<Field> fields, String fileName, RequestBody file) {
  private static final int MAX_BOUNDARY_LENGTH = 70;

  /** A field and its text. */
  public record Field(String name, String value) {}

  /** The body is no such form. */
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
   * The boundary that a Content-Type states; null where it is not of the kind, or states none.
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

  /** Whether a Content-Type, which may be null, is that of such forms. */
  public static boolean isForm(String contentType) {
    String type = "multipart/form-data";
    return contentType != null
        && contentType.strip().regionMatches(true, 0, type, 0, type.length());
  }

  /**
   * Reads the fields; the body is asked for no more than that takes.
   *
   * @param fileField the name of the field that is the file
   * @param maxBytes how long all before the file may be
   * @return fails with {@link MalformedForm}, {@link FieldsTooLong} or what the body fails with.
   *     The file, too, fails with {@link MalformedForm} where it has no end
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

  /** The file, which there is, as {@code transform} has it. */
  public RequestBody fileThrough(BodyTransform transform) {
    return TransformedBody.of(file, transform, -1, PayloadDigests.NONE);
  }

  /** Reads no further: for forms whose file is not wanted. */
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
   * Ends the file where the boundary stands. What it takes begins with the end of the line before
   * the file, which in an empty file belongs to the boundary.
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
