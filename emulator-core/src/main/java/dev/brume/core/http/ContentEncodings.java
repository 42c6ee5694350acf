package dev.brume.core.http;

import dev.brume.core.error.AwsError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The codings that a client has put on a request's body.
 *
 * @see <a href="https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait">Smithy:
 *     requestCompression</a>
 */
public final class ContentEncodings {
  private static final int PIECE_BYTES = 16 * 1024;

  private ContentEncodings() {}

  /** The codings in the order in which they were applied, in lower case. */
  public static List<String> of(Headers headers) {
    List<String> encodings = new ArrayList<>(1);
    for (String value : headers.all("Content-Encoding")) {
      for (String part : value.split(",")) {
        String encoding = part.trim().toLowerCase(Locale.ROOT);
        if (!encoding.isEmpty()) {
          encodings.add(encoding);
        }
      }
    }
    return encodings;
  }

  /** Whether {@code aws-chunked} is among the codings. */
  public static boolean isAwsChunked(Headers headers) {
    return headers.contains("Content-Encoding") && of(headers).contains("aws-chunked");
  }

  /**
   * What S3 keeps of a Content-Encoding: the text as it was sent where there is no {@code
   * aws-chunked} in it, else all codings but that; null where nothing is left.
   */
  public static String withoutAwsChunked(String contentEncoding) {
    if (contentEncoding == null || contentEncoding.isBlank()) {
      return null;
    }
    List<String> kept = new ArrayList<>(1);
    boolean chunked = false;
    for (String part : contentEncoding.split(",")) {
      String encoding = part.trim();
      boolean isChunked = encoding.equalsIgnoreCase("aws-chunked");
      chunked |= isChunked;
      if (!encoding.isEmpty() && !isChunked) {
        kept.add(encoding);
      }
    }
    if (!chunked) {
      return contentEncoding;
    }
    return kept.isEmpty() ? null : String.join(",", kept);
  }

  /**
   * The request with its body unpacked, where the operation takes packed ones ({@link
   * dev.brume.core.schema.Operation#requestEncodings}) and this is one; Content-Encoding is taken
   * off with it.
   *
   * @param accepted the codings that the operation takes
   * @param limitBytes how big the unpacked body may be
   * @throws AwsError where the body can't be unpacked, or only to more than that
   */
  public static HttpRequest decoded(HttpRequest request, List<String> accepted, int limitBytes) {
    if (accepted.isEmpty()
        || !(request.body() instanceof RequestBody.Whole whole)
        || !request.headers().contains("Content-Encoding")) {
      return request;
    }
    List<String> encodings = of(request.headers());
    if (!encodings.equals(List.of("gzip")) || !accepted.contains("gzip")) {
      return request;
    }
    Headers plain = new Headers(request.headers().size());
    request.headers().forEach(plain::add);
    plain.remove("Content-Encoding");
    return new HttpRequest(
        request.method(),
        request.path(),
        request.query(),
        plain,
        new RequestBody.Whole(gunzip(whole.bytes(), limitBytes)),
        request.connection());
  }

  /**
   * Unpacks gzip.
   *
   * @param limitBytes how big the result may be: a kilobyte may hold a megabyte
   * @throws AwsError SerializationException where it is no gzip, RequestEntityTooLarge beyond the
   *     limit. AWS documents neither; the codes are those of its JSON front ends for unreadable and
   *     for too big bodies.
   */
  public static byte[] gunzip(byte[] packed, int limitBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(4 * packed.length, limitBytes));
    byte[] piece = new byte[PIECE_BYTES];
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), PIECE_BYTES)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (out.size() + n > limitBytes) {
          throw AwsError.client(
              "RequestEntityTooLargeException",
              413,
              "The unpacked request is longer than " + limitBytes + " bytes");
        }
        out.write(piece, 0, n);
      }
    } catch (IOException e) {
      throw AwsError.client(
          "SerializationException", 400, "The request's gzip encoding can't be read");
    }
    return out.toByteArray();
  }
}
