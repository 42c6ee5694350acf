package dev.brume.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.DigestedBody;
import dev.brume.core.error.AwsError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies are what their headers say, or refused. Source of truth:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. The texts are those that S3
 * is seen to send.
 */
class PayloadIntegrityTest {
  private static final String HELLO_CRC64 = "M3eFcAZSQlc=";
  private static final String HELLO_SHA1 = "qvTGHdzF6KLavt4PO0gs2a6pQ00=";
  private static final String HELLO_MD5 = "XUFAKrxLKna5cZ2REBfFkg==";
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  /** Gives a body in pieces of {@code size} bytes, as many as asked for. */
  private record Pieces(byte[] bytes, int size, Headers trailers) implements RequestBody.Streamed {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(new Sending(this, subscriber));
    }
  }

  private static final class Sending implements Flow.Subscription {
    private final ArrayDeque<ByteBuffer> left = new ArrayDeque<>();
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private boolean sending;
    private boolean over;

    Sending(Pieces body, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
      for (int at = 0; at < body.bytes.length; at += body.size) {
        left.add(ByteBuffer.wrap(body.bytes, at, Math.min(body.size, body.bytes.length - at)));
      }
    }

    @Override
    public void request(long n) {
      demand += n;
      if (sending) {
        return;
      }
      sending = true;
      while (demand > 0 && !left.isEmpty() && !over) {
        demand--;
        subscriber.onNext(left.poll());
      }
      sending = false;
      if (left.isEmpty() && !over) {
        over = true;
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      over = true;
    }
  }

  private static CompletableFuture<String> collect(RequestBody.Streamed body) {
    CompletableFuture<String> result = new CompletableFuture<>();
    body.subscribe(
        new Flow.Subscriber<>() {
          private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          private Flow.Subscription subscription;

          @Override
          public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
          }

          @Override
          public void onNext(ByteBuffer item) {
            bytes.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
            subscription.request(1);
          }

          @Override
          public void onError(Throwable failure) {
            result.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            result.complete(bytes.toString(StandardCharsets.ISO_8859_1));
          }
        });
    return result;
  }

  private static HttpRequest request(RequestBody body, String... fields) {
    Headers headers = new Headers();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return new HttpRequest("PUT", "/b/k", null, headers, body, ClientConnection.INTERNAL);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The verified body, whole and in pieces alike. */
  private static String verified(String body, String... fields) {
    HttpRequest whole =
        PayloadIntegrity.COMMON.verified(request(new RequestBody.Whole(ascii(body)), fields), true);
    String text =
        new String(((RequestBody.Whole) whole.body()).bytes(), StandardCharsets.ISO_8859_1);
    for (int size : new int[] {1, 3, 1_000}) {
      RequestBody pieces = new Pieces(ascii(body), size, new Headers());
      HttpRequest streamed = PayloadIntegrity.COMMON.verified(request(pieces, fields), true);
      assertThat(collect((RequestBody.Streamed) streamed.body()).join()).isEqualTo(text);
      assertThat(streamed.body().length()).isEqualTo(text.length());
    }
    return text;
  }

  /** The refusal, of whole bodies and of pieces alike. */
  private static AwsError refused(String body, String... fields) {
    AwsError whole =
        catchThrowableOfType(
            AwsError.class,
            () ->
                PayloadIntegrity.COMMON.verified(
                    request(new RequestBody.Whole(ascii(body)), fields), true));
    assertThat(whole).isNotNull();
    RequestBody pieces = new Pieces(ascii(body), 2, new Headers());
    try {
      HttpRequest streamed = PayloadIntegrity.COMMON.verified(request(pieces, fields), true);
      CompletionException failure =
          catchThrowableOfType(
              CompletionException.class,
              () -> collect((RequestBody.Streamed) streamed.body()).join());
      assertThat(failure).hasCauseInstanceOf(AwsError.class);
      assertThat(failure.getCause()).hasMessage(whole.getMessage());
    } catch (AwsError atOnce) {
      assertThat(atOnce).hasMessage(whole.getMessage());
    }
    return whole;
  }

  private static void assertError(AwsError error, String code, int status, String message) {
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.status()).isEqualTo(status);
    assertThat(error).hasMessage(message);
    assertThat(error.isClientFault()).isTrue();
  }

  @Test
  void leavesABodyAloneThatHasNothingToVerify() {
    HttpRequest request = request(new Pieces(ascii("hello"), 2, new Headers()));
    assertThat(PayloadIntegrity.COMMON.verified(request, true)).isSameAs(request);
    HttpRequest unsigned =
        request(new RequestBody.Whole(ascii("x")), "x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assertThat(PayloadIntegrity.COMMON.verified(unsigned, true)).isSameAs(unsigned);
  }

  @Test
  void acceptsWhatFits() {
    assertThat(verified("hello", "x-amz-checksum-crc64nvme", HELLO_CRC64)).isEqualTo("hello");
    assertThat(
            verified(
                "hello", "X-Amz-Checksum-Sha1", HELLO_SHA1, "x-amz-sdk-checksum-algorithm", "sha1"))
        .isEqualTo("hello");
    assertThat(verified("hello", "content-md5", HELLO_MD5, "x-amz-content-sha256", HELLO_SHA256))
        .isEqualTo("hello");
    assertThat(
            verified(
                "hello",
                "x-amz-checksum-sha1",
                HELLO_SHA1,
                "x-amz-checksum-algorithm",
                "SHA1",
                "x-amz-checksum-type",
                "FULL_OBJECT"))
        .isEqualTo("hello");
  }

  @Test
  void refusesOtherChecksums() {
    assertError(
        refused("hallo", "x-amz-checksum-crc64nvme", HELLO_CRC64),
        "BadDigest",
        400,
        "The CRC64NVME you specified did not match the calculated checksum.");
    assertError(
        refused("hallo", "x-amz-checksum-sha1", HELLO_SHA1),
        "BadDigest",
        400,
        "The SHA1 you specified did not match the calculated checksum.");
    AwsError md5 = refused("hallo", "Content-MD5", HELLO_MD5);
    assertError(
        md5, "BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
    assertThat(md5.details())
        .containsEntry("ExpectedDigest", "5d41402abc4b2a76b9719d911017c592")
        .containsEntry("CalculatedDigest", "WY1MIARhuBUiozKFZcJffA==");
    AwsError sha256 = refused("", "x-amz-content-sha256", HELLO_SHA256);
    assertError(
        sha256,
        "XAmzContentSHA256Mismatch",
        400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.");
    assertThat(sha256.details()).containsEntry("ClientComputedContentSHA256", HELLO_SHA256);
  }

  @ParameterizedTest
  @CsvSource({"''", "abc", "NhCmhg", "AAAAAAAA", "hello world"})
  void refusesValuesThatAreNoChecksum(String value) {
    assertError(
        refused("hello", "x-amz-checksum-crc32", value),
        "InvalidRequest",
        400,
        "Value for x-amz-checksum-crc32 header is invalid.");
    AwsError md5 = refused("hello", "Content-MD5", value);
    assertError(md5, "InvalidDigest", 400, "The Content-MD5 you specified was invalid.");
    assertThat(md5.details()).containsEntry("Content-MD5", value);
  }

  @Test
  void refusesHeadersThatMakeNoSense() {
    assertError(
        refused(
            "hello", "x-amz-checksum-sha1", HELLO_SHA1, "x-amz-checksum-crc64nvme", HELLO_CRC64),
        "InvalidRequest",
        400,
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    assertError(
        refused("hello", "x-amz-checksum-sha256a", HELLO_SHA1),
        "InvalidRequest",
        400,
        "The algorithm type you specified in x-amz-checksum- header is invalid.");
    assertError(
        refused("hello", "x-amz-sdk-checksum-algorithm", "crc32"),
        "InvalidRequest",
        400,
        "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
            + " x-amz-trailer headers were found.");
    assertError(
        refused(
            "hello", "x-amz-sdk-checksum-algorithm", "crc32", "x-amz-checksum-sha1", HELLO_SHA1),
        "InvalidRequest",
        400,
        "Value for x-amz-sdk-checksum-algorithm header is invalid.");
    assertError(
        refused("hello", "x-amz-trailer", "x-amz-checksum-sha10"),
        "InvalidRequest",
        400,
        "The value specified in the x-amz-trailer header is not supported");
    assertError(
        refused(
            "hello", "x-amz-trailer", "x-amz-checksum-crc32", "x-amz-checksum-sha1", HELLO_SHA1),
        "InvalidRequest",
        400,
        "Expecting a single x-amz-checksum- header");
    AwsError hash = refused("hello", "x-amz-content-sha256", "STREAMING-SOMETHING");
    assertThat(hash.code()).isEqualTo("InvalidArgument");
    assertThat(hash.details()).containsEntry("ArgumentValue", "STREAMING-SOMETHING");
  }

  private static String[] trailer(String announced, String length) {
    return new String[] {
      "x-amz-content-sha256",
      "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length",
      length,
      announced == null ? "x-none" : "x-amz-trailer",
      announced == null ? "" : announced
    };
  }

  @Test
  void verifiesChecksumsInTheTrailer() {
    String[] headers = trailer("x-amz-checksum-crc64nvme", "5");
    String body = "5\r\nhello\r\n0\r\nx-amz-checksum-crc64nvme:";
    assertThat(verified(body + HELLO_CRC64 + "\r\n\r\n", headers)).isEqualTo("hello");
    assertError(
        refused(body + "h4V7q1h2RXA=\r\n\r\n", headers),
        "BadDigest",
        400,
        "The CRC64NVME you specified did not match the calculated checksum.");
    assertError(
        refused(body + "M3eFcAZSQlbb\r\n\r\n", headers),
        "InvalidRequest",
        400,
        "Value for x-amz-checksum-crc64nvme trailing header is invalid.");
  }

  @Test
  void refusesTrailersThatWereNotAnnounced() {
    String sha1 = "5\r\nhello\r\n0\r\nx-amz-checksum-sha1:" + HELLO_SHA1 + "\r\n\r\n";
    assertThat(refused(sha1, trailer("x-amz-checksum-crc32", "5")).code())
        .isEqualTo("MalformedTrailerError");
    assertThat(refused(sha1, trailer(null, "5")).code()).isEqualTo("MalformedTrailerError");
    assertThat(refused("5\r\nhello\r\n0\r\n\r\n", trailer("x-amz-checksum-sha1", "5")).code())
        .isEqualTo("MalformedTrailerError");
    assertThat(verified("5\r\nhello\r\n0\r\n\r\n", trailer(null, "5"))).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({"abc", "-1", "''", "5.0"})
  void demandsTheDecodedLength(String length) {
    assertError(
        refused("5\r\nhello\r\n0\r\n\r\n", trailer(null, length)),
        "MissingContentLength",
        411,
        "You must provide the Content-Length HTTP header.");
  }

  @Test
  void takesChunksOffThatComeWithoutSignature() {
    assertThat(
            verified(
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc64nvme:" + HELLO_CRC64 + "\r\n\r\n",
                "Content-Encoding",
                "gzip, aws-chunked",
                "x-amz-decoded-content-length",
                "5",
                "x-amz-trailer",
                "x-amz-checksum-crc64nvme"))
        .isEqualTo("hello");
  }

  @Test
  void leavesChecksumsAloneThatAreNotOfTheBody() {
    HttpRequest complete =
        request(new RequestBody.Whole(ascii("<xml/>")), "x-amz-checksum-sha1", HELLO_SHA1);
    assertThat(PayloadIntegrity.COMMON.verified(complete, false)).isSameAs(complete);
  }

  @Test
  void demandsAChecksumWhereTheOperationDoes() {
    PayloadIntegrity.COMMON.requireChecksum(new Headers().add("Content-MD5", HELLO_MD5));
    PayloadIntegrity.COMMON.requireChecksum(new Headers().add("x-amz-checksum-sha1", HELLO_SHA1));
    assertError(
        catchThrowableOfType(
            AwsError.class, () -> PayloadIntegrity.COMMON.requireChecksum(new Headers())),
        "InvalidRequest",
        400,
        "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
  }

  private static final RequestedDigests MD5_AND_CRC =
      new RequestedDigests(Set.of(ChecksumAlgorithm.MD5), ChecksumAlgorithm.CRC64NVME);

  /** What is known of the body afterwards, whole and in pieces alike. */
  private static String digest(ChecksumAlgorithm algorithm, String body, String... fields) {
    HttpRequest whole =
        PayloadIntegrity.COMMON.verified(
            request(new RequestBody.Whole(ascii(body)), fields), true, null, MD5_AND_CRC);
    DigestedBody stream = (DigestedBody) ((RequestBody.Whole) whole.body()).stream();
    byte[] value = stream.digestOf(algorithm);
    HttpRequest streamed =
        PayloadIntegrity.COMMON.verified(
            request(new Pieces(ascii(body), 2, new Headers()), fields), true, null, MD5_AND_CRC);
    DigestedBody pieces = (DigestedBody) streamed.body();
    assertThat(pieces.digestOf(algorithm)).isNull();
    collect((RequestBody.Streamed) streamed.body()).join();
    assertThat(pieces.digestOf(algorithm)).isEqualTo(value);
    assertThat(pieces.computes(algorithm)).isEqualTo(value != null);
    assertThat(stream.computes(algorithm)).isEqualTo(value != null);
    return value == null ? null : Base64.getEncoder().encodeToString(value);
  }

  @Test
  void tellsTheChecksumsThatItHasComputed() {
    assertThat(digest(ChecksumAlgorithm.MD5, "hello")).isEqualTo(HELLO_MD5);
    assertThat(digest(ChecksumAlgorithm.CRC64NVME, "hello")).isEqualTo(HELLO_CRC64);
    assertThat(digest(ChecksumAlgorithm.SHA1, "hello")).isNull();
    assertThat(digest(ChecksumAlgorithm.SHA1, "hello", "x-amz-checksum-sha1", HELLO_SHA1))
        .isEqualTo(HELLO_SHA1);
    assertThat(digest(ChecksumAlgorithm.CRC64NVME, "hello", "x-amz-checksum-sha1", HELLO_SHA1))
        .isNull();
    String[] chunked = {
      "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length", "5",
      "x-amz-trailer", "x-amz-checksum-sha1"
    };
    String body = "5\r\nhello\r\n0\r\nx-amz-checksum-sha1:" + HELLO_SHA1 + "\r\n\r\n";
    assertThat(digest(ChecksumAlgorithm.MD5, body, chunked)).isEqualTo(HELLO_MD5);
    assertThat(digest(ChecksumAlgorithm.SHA1, body, chunked)).isEqualTo(HELLO_SHA1);
  }

  @Test
  void knowsTheAlgorithmThatTheClientUses() {
    Headers headers = new Headers().add("x-amz-trailer", "x-amz-checksum-crc32c");
    assertThat(PayloadIntegrity.COMMON.checksumAlgorithm(headers))
        .isEqualTo(ChecksumAlgorithm.CRC32C);
    assertThat(PayloadIntegrity.COMMON.checksumAlgorithm(new Headers())).isNull();
  }

  @Test
  void doesNotCopyABodyThatIsThereAlready() {
    byte[] bytes = ascii("hello");
    HttpRequest verified =
        PayloadIntegrity.COMMON.verified(
            request(new RequestBody.Whole(bytes)), true, null, MD5_AND_CRC);
    assertThat(((RequestBody.Whole) verified.body()).bytes()).isSameAs(bytes);
  }
}
