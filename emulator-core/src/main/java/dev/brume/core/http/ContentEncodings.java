package dev.brume.core.http;

import dev.brume.core.error.AwsError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The content codings of the bodies of requests and answers.
 *
 * @see <a href="https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait">Smithy:
 *     requestCompression</a>
 */
public final class ContentEncodings {
  private static final int PIECE_BYTES = 16 * 1024;

  /** The weight of a coding that is not acceptable. */
  private static final Pattern NEVER = Pattern.compile(";q=0(\\.0*)?$");

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
   * The Content-Encoding that S3 stores: the text as sent if it does not contain {@code
   * aws-chunked}, else all other codings; null if none is left.
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
   * The request with its body decompressed and without Content-Encoding, if the operation accepts
   * compressed bodies ({@link dev.brume.core.schema.Operation#requestEncodings}) and this one is
   * compressed.
   *
   * @param accepted the codings that the operation accepts
   * @param limitBytes the largest decompressed body
   * @throws AwsError if the body can't be decompressed or exceeds the limit
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
   * Whether the answer to a request with these headers may be compressed by gzip.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding">RFC 9110, section
   *     12.5.3</a>
   */
  public static boolean acceptsGzip(Headers headers) {
    if (!headers.contains("Accept-Encoding")) {
      return false;
    }
    for (String value : headers.all("Accept-Encoding")) {
      for (String part : value.split(",")) {
        String coding = part.replace(" ", "").toLowerCase(Locale.ROOT);
        if (coding.equals("gzip") || coding.startsWith("gzip;") && !NEVER.matcher(coding).find()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Compresses by gzip. */
  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream packed = new GZIPOutputStream(out, PIECE_BYTES)) {
      packed.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a stream of bytes never fails
    }
    return out.toByteArray();
  }

  /**
   * Decompresses gzip.
   *
   * @param limitBytes the largest result: a kilobyte may expand to a megabyte
   * @throws AwsError SerializationException if it is no gzip, RequestEntityTooLarge beyond the
   *     limit. AWS documents neither; the codes are those of its JSON front ends for unreadable and
   *     for too large bodies.
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
