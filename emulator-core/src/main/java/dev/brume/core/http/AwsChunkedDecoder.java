package dev.brume.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.brume.core.error.AwsError;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Removes the content coding {@code aws-chunked} from a body, fed in pieces cut anywhere. Every
 * framing violation is refused with one of the {@link PayloadErrors}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">S3: chunked
 *     uploads</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">S3:
 *     trailing headers</a>
 */
public final class AwsChunkedDecoder implements BodyTransform {
  /** The least size of every chunk but the last, in bytes: S3's rule. */
  public static final int LEAST_CHUNK_BYTES = 8_192;

  /** The longest line before a chunk: its size in hexadecimal digits, and the longest signature. */
  public static final int CHUNK_HEADER_BYTES = 512;

  /** The longest trailer in bytes, all lines together. */
  public static final int TRAILER_BYTES = 8_192;

  private static final int SIZE_DIGITS = 16;
  private static final String SIGNATURE = "chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  /**
   * Called where a chunk begins, so that its signature can be checked once its bytes have passed.
   */
  @FunctionalInterface
  public interface ChunkListener {
    /**
     * A chunk begins; the last one has no bytes.
     *
     * @param signature its signature in hexadecimal digits, or null in an unsigned body
     */
    void chunk(long sizeBytes, String signature);
  }

  private enum State {
    CHUNK_HEADER,
    DATA,
    DATA_END,
    TRAILER,
    COMPLETE
  }

  private final PayloadForm form;
  private final long decodedLength;
  private final ChunkListener listener;
  private final PayloadErrors errors;
  private final Headers trailers = new Headers(2);
  private final StringBuilder line = new StringBuilder();
  private State state = State.CHUNK_HEADER;
  private int chunks;
  private long chunkSize;
  private long left;
  private long provided;
  private int trailerBytes;
  private String trailerSignature;
  private boolean loose;

  /**
   * A decoder for one body.
   *
   * @param form the payload form that {@code x-amz-content-sha256} announces
   * @param decodedLength the value of {@code x-amz-decoded-content-length}, in bytes
   */
  public AwsChunkedDecoder(PayloadForm form, long decodedLength) {
    this(form, decodedLength, (size, signature) -> {}, PayloadErrors.COMMON);
  }

  /**
   * The same with a listener that checks signatures.
   *
   * @param errors the errors for broken framing
   */
  public AwsChunkedDecoder(
      PayloadForm form, long decodedLength, ChunkListener listener, PayloadErrors errors) {
    this.form = form;
    this.decodedLength = decodedLength;
    this.listener = listener;
    this.errors = errors;
  }

  /** The trailer fields, without the signature; empty before the end. */
  public Headers trailers() {
    return trailers;
  }

  /** The trailer's signature, or null. */
  public String trailerSignature() {
    return trailerSignature;
  }

  @Override
  public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
    while (in.hasRemaining()) {
      switch (state) {
        case CHUNK_HEADER -> {
          if (readLine(in, CHUNK_HEADER_BYTES)) {
            beginChunk();
          }
        }
        case DATA -> data(in, out);
        case DATA_END -> {
          if (readLine(in, 0)) {
            state = State.CHUNK_HEADER;
            line.setLength(0);
          }
        }
        case TRAILER -> {
          if (readLine(in, TRAILER_BYTES - trailerBytes)) {
            trailerLine();
          }
        }
        case COMPLETE -> throw errors.terminatedUnexpectedly();
      }
    }
  }

  /** Collects a line without its end; returns whether it is complete. */
  private boolean readLine(ByteBuffer in, int limit) {
    int start = in.position();
    int end = start;
    // One more byte for the carriage return.
    int most = limit + 1 - line.length();
    while (end < in.limit() && in.get(end) != '\n') {
      end++;
      if (end - start > most) {
        throw state == State.TRAILER ? errors.malformedTrailer() : errors.terminatedUnexpectedly();
      }
    }
    if (end > start) {
      byte[] bytes = new byte[end - start];
      in.get(bytes);
      line.append(new String(bytes, ISO_8859_1));
    }
    if (!in.hasRemaining()) {
      return false;
    }
    in.get();
    int length = line.length();
    loose = length == 0 || line.charAt(length - 1) != '\r';
    if (!loose) {
      line.setLength(length - 1);
    } else if (state != State.TRAILER) {
      throw errors.terminatedUnexpectedly();
    }
    return true;
  }

  private void beginChunk() {
    String header = line.toString();
    line.setLength(0);
    int semicolon = header.indexOf(';');
    String signature = null;
    if (form.isSigned()) {
      signature = semicolon < 0 ? null : signature(header.substring(semicolon + 1));
      if (signature == null) {
        throw errors.terminatedUnexpectedly();
      }
    } else if (semicolon >= 0) {
      throw errors.terminatedUnexpectedly();
    }
    long size = size(semicolon < 0 ? header : header.substring(0, semicolon));
    chunks++;
    if (size > 0 && chunks > 1 && chunkSize < LEAST_CHUNK_BYTES) {
      throw errors.chunkTooSmall(chunks, chunkSize);
    }
    chunkSize = size;
    left = size;
    listener.chunk(size, signature);
    state = size > 0 ? State.DATA : State.TRAILER;
  }

  private long size(String digits) {
    if (digits.isEmpty() || digits.length() > SIZE_DIGITS) {
      throw errors.terminatedUnexpectedly();
    }
    long size = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0 || size > Long.MAX_VALUE >> 4) {
        throw errors.terminatedUnexpectedly();
      }
      size = size << 4 | digit;
    }
    return size;
  }

  /** The signature in a chunk header, or null; SigV4A signatures are padded with asterisks. */
  private static String signature(String extension) {
    if (!extension.startsWith(SIGNATURE)) {
      return null;
    }
    String signature = extension.substring(SIGNATURE.length());
    for (int i = 0; i < signature.length(); i++) {
      char c = signature.charAt(i);
      if (c != '*' && (c >= 0x80 || Character.digit(c, 16) < 0)) {
        return null;
      }
    }
    return signature.isEmpty() ? null : signature;
  }

  private void data(ByteBuffer in, Consumer<ByteBuffer> out) {
    int taken = (int) Math.min(left, in.remaining());
    long wanted = Math.max(0, decodedLength - provided);
    if (wanted > 0) {
      out.accept(in.slice(in.position(), (int) Math.min(taken, wanted)));
    }
    in.position(in.position() + taken);
    left -= taken;
    provided += taken;
    if (left == 0) {
      state = State.DATA_END;
    }
  }

  private void trailerLine() {
    String text = line.toString();
    line.setLength(0);
    trailerBytes += text.length() + 2;
    if (text.isEmpty()) {
      endTrailer();
      return;
    }
    int colon = text.indexOf(':');
    if (!form.hasTrailer() || colon <= 0) {
      throw form.hasTrailer() ? errors.malformedTrailer() : errors.terminatedUnexpectedly();
    }
    String name = text.substring(0, colon).trim().toLowerCase(Locale.ROOT);
    String value = text.substring(colon + 1).trim();
    if (name.equals(TRAILER_SIGNATURE)) {
      if (trailerSignature != null || !form.isSigned()) {
        throw errors.malformedTrailer();
      }
      trailerSignature = value;
    } else if (trailerSignature != null) {
      throw errors.malformedTrailer();
    } else {
      trailers.add(name, value);
    }
  }

  /**
   * AWS's own example ends a trailer field by a line feed and sets an empty line before the
   * signature; the SDKs end each line by both characters and set the empty line after it.
   */
  private void endTrailer() {
    boolean owesSignature = form.isSigned() && form.hasTrailer() && trailerSignature == null;
    if (owesSignature && trailers.size() > 0) {
      return;
    }
    if (loose) {
      throw errors.terminatedUnexpectedly();
    }
    state = State.COMPLETE;
  }

  @Override
  public void finish(Consumer<ByteBuffer> out) {
    if (state != State.COMPLETE) {
      throw incomplete();
    }
    if (provided != decodedLength) {
      throw errors.otherLength(decodedLength, provided);
    }
    if (form.isSigned() && form.hasTrailer() && trailers.size() == 0) {
      throw errors.terminatedUnexpectedly();
    }
  }

  private AwsError incomplete() {
    boolean unsignedTrailer = state == State.TRAILER && form.isSigned() && trailers.size() > 0;
    return unsignedTrailer && trailerSignature == null && line.isEmpty()
        ? errors.malformedTrailer()
        : errors.terminatedUnexpectedly();
  }
}
