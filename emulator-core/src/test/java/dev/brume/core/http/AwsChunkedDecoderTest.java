package dev.brume.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The coding aws-chunked. Source of truth:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html, whose example is
 * replayed here with its signatures. What S3 answers to broken framing is not documented but seen:
 * IncompleteBody for whatever can't be read, InvalidChunkSizeError with the numbers of chunk and
 * size, MalformedTrailerError for trailers.
 */
class AwsChunkedDecoderTest {
  private static final String EXAMPLE_TRAILER_SEED =
      "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
  private static final String FIRST =
      "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2";
  private static final String SECOND =
      "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7";
  private static final String LAST =
      "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992";
  private static final String TRAILER =
      "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";
  private static final String SIGNATURE = "0".repeat(64);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String decode(AwsChunkedDecoder decoder, String body, int piece) {
    byte[] bytes = ascii(body);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += piece) {
      ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
      decoder.accept(in, part -> write(out, part));
    }
    decoder.finish(part -> write(out, part));
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer part) {
    out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
  }

  private static String decode(PayloadForm form, long length, String body) {
    return decode(new AwsChunkedDecoder(form, length), body, Integer.MAX_VALUE);
  }

  private static AwsError refusal(PayloadForm form, long length, String body) {
    AwsError whole = catchThrowableOfType(AwsError.class, () -> decode(form, length, body));
    AwsError trickled =
        catchThrowableOfType(
            AwsError.class, () -> decode(new AwsChunkedDecoder(form, length), body, 1));
    assertThat(whole).as(body).isNotNull();
    assertThat(trickled).as("byte by byte").hasMessage(whole.getMessage());
    assertThat(trickled.code()).isEqualTo(whole.code());
    return whole;
  }

  /** Computes the signatures that the decoder reports, as a verifier would. */
  private static final class Verifier implements AwsChunkedDecoder.ChunkListener {
    private final List<String> reported = new ArrayList<>();
    private final List<String> computed = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final byte[] key;
    private String previous = EXAMPLE_TRAILER_SEED;

    Verifier() throws Exception {
      byte[] date = hmac(ascii("AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "20130524");
      key = hmac(hmac(hmac(date, "us-east-1"), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(ascii(text));
    }

    private static String sha256(byte[] bytes) throws Exception {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private String sign(String kind, String hashes) throws Exception {
      String text =
          kind
              + "\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n"
              + previous
              + "\n"
              + hashes;
      previous = HexFormat.of().formatHex(hmac(key, text));
      return previous;
    }

    @Override
    public void chunk(long sizeBytes, String signature) {
      endChunk();
      reported.add(signature);
    }

    void endChunk() {
      if (reported.size() > computed.size()) {
        try {
          String hashes = sha256(new byte[0]) + "\n" + sha256(data.toByteArray());
          computed.add(sign("AWS4-HMAC-SHA256-PAYLOAD", hashes));
          data.reset();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Test
  void readsTheDocumentedExampleAndReportsItsSignatures() throws Exception {
    Verifier verifier = new Verifier();
    AwsChunkedDecoder decoder =
        new AwsChunkedDecoder(
            PayloadForm.SIGNED_CHUNKS_WITH_TRAILER, 66_560, verifier, PayloadErrors.COMMON);
    String body =
        "10000;chunk-signature="
            + FIRST
            + "\r\n"
            + "a".repeat(65_536)
            + "\r\n"
            + "400;chunk-signature="
            + SECOND
            + "\r\n"
            + "a".repeat(1_024)
            + "\r\n"
            + "0;chunk-signature="
            + LAST
            + "\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\n\r\n"
            + "x-amz-trailer-signature:"
            + TRAILER
            + "\r\n\r\n";
    decoder.accept(ByteBuffer.wrap(ascii(body)), part -> write(verifier.data, part));
    decoder.finish(part -> {});
    verifier.endChunk();
    assertThat(verifier.reported).containsExactly(FIRST, SECOND, LAST);
    assertThat(verifier.computed).isEqualTo(verifier.reported);
    assertThat(decoder.trailers().first("x-amz-checksum-crc32c")).isEqualTo("sOO8/Q==");
    assertThat(decoder.trailerSignature()).isEqualTo(TRAILER);
    String trailerHash = Verifier.sha256(ascii("x-amz-checksum-crc32c:sOO8/Q==\n"));
    assertThat(verifier.sign("AWS4-HMAC-SHA256-TRAILER", trailerHash)).isEqualTo(TRAILER);
  }

  @Test
  void readsTrailersAsTheSdksWriteThem() {
    AwsChunkedDecoder signed = new AwsChunkedDecoder(PayloadForm.SIGNED_CHUNKS_WITH_TRAILER, 5);
    String body =
        "5;chunk-signature="
            + SIGNATURE
            + "\r\nhello\r\n0;chunk-signature="
            + SIGNATURE
            + "\r\nx-amz-checksum-crc64nvme:M3eFcAZSQlc=\r\nx-amz-trailer-signature:"
            + SIGNATURE
            + "\r\n\r\n";
    assertThat(decode(signed, body, 3)).isEqualTo("hello");
    assertThat(signed.trailers().first("X-Amz-Checksum-Crc64nvme")).isEqualTo("M3eFcAZSQlc=");
    AwsChunkedDecoder unsigned = new AwsChunkedDecoder(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 5);
    assertThat(decode(unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 1))
        .isEqualTo("hello");
    assertThat(unsigned.trailers().first("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
  }

  @Test
  void readsBodiesWithoutTrailerAndWithoutBytes() {
    assertThat(
            decode(
                PayloadForm.SIGNED_CHUNKS,
                2,
                "2;chunk-signature="
                    + SIGNATURE
                    + "\r\nab\r\n0;chunk-signature="
                    + SIGNATURE
                    + "\r\n\r\n"))
        .isEqualTo("ab");
    assertThat(decode(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 0, "0\r\n\r\n")).isEmpty();
    assertThat(decode(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 10, "A\r\n0123456789\r\n0\r\n\r\n"))
        .isEqualTo("0123456789");
    String padded = "ab".repeat(70) + "*".repeat(4);
    assertThat(
            decode(
                PayloadForm.ECDSA_SIGNED_CHUNKS,
                1,
                "1;chunk-signature="
                    + padded
                    + "\r\na\r\n0;chunk-signature="
                    + padded
                    + "\r\n\r\n"))
        .isEqualTo("a");
  }

  @Property(tries = 200)
  void givesTheSameHoweverTheBodyIsCut(
      @ForAll @Size(max = 4) List<@IntRange(min = 8_192, max = 9_000) Integer> chunks,
      @ForAll @IntRange(min = 0, max = 9_000) int last,
      @ForAll @IntRange(min = 1, max = 10_000) int piece) {
    StringBuilder body = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    List<Integer> sizes = new ArrayList<>(chunks);
    sizes.add(last);
    for (int size : sizes) {
      if (size > 0) {
        String data = String.valueOf((char) ('a' + size % 26)).repeat(size);
        body.append(Integer.toHexString(size)).append("\r\n").append(data).append("\r\n");
        expected.append(data);
      }
    }
    body.append("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
    AwsChunkedDecoder decoder =
        new AwsChunkedDecoder(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, expected.length());
    assertThat(decode(decoder, body.toString(), piece)).isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5\r\nhel",
        "5\r\nhello",
        "5\r\nhello\r\n",
        "5\r\nhello\r\n0\r\n",
        "5\r\nhello\r\n0\r\n\r",
        "5\r\nhello\r\n0\r\n\rX",
        "5\r\nhello\r\n0\r\n\r\nmore",
        "3\r\nhello\r\n0\r\n\r\n",
        "6\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello\r\n0\n\n",
        "\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "g\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "00000000000000005\r\nhello\r\n0\r\n\r\n",
        "5;chunk-signature=00\r\nhello\r\n0\r\n\r\n",
        "5;a=b\r\nhello\r\n0\r\n\r\n"
      })
  void refusesBrokenFraming(String body) {
    AwsError refusal = refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 5, body);
    assertThat(refusal.code()).isEqualTo("IncompleteBody");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal).hasMessage("The request body terminated unexpectedly");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "5;\r\nhello\r\n0;\r\n\r\n",
        "5;chunk-signature\r\nhello\r\n0\r\n\r\n",
        "5;chunk-signature=\r\nhello\r\n0\r\n\r\n",
        "5;chunk-signature=xyz\r\nhello\r\n0\r\n\r\n",
        "5,chunk-signature=00\r\nhello\r\n0\r\n\r\n",
        "5;chunk-signature=00\r\nhello\r\n0\r\n\r\n",
        "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n",
        "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\nx-amz-checksum-crc32:a\r\n\r\n"
      })
  void refusesBrokenFramingOfSignedChunks(String body) {
    AwsError refusal = refusal(PayloadForm.SIGNED_CHUNKS, 5, body);
    assertThat(refusal.code()).isEqualTo("IncompleteBody");
    assertThat(refusal).hasMessage("The request body terminated unexpectedly");
  }

  @Test
  void boundsTheLineBeforeAChunk() {
    assertThat(refusal(PayloadForm.SIGNED_CHUNKS, 5, "5;chunk-signature=" + "0".repeat(500)).code())
        .isEqualTo("IncompleteBody");
    assertThat(refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 5, "0".repeat(600)).code())
        .isEqualTo("IncompleteBody");
  }

  @Test
  void refusesAnotherLengthThanAnnounced() {
    AwsError longer =
        refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 3, "5\r\nhello\r\n0\r\n\r\n");
    assertThat(longer.code()).isEqualTo("IncompleteBody");
    assertThat(longer)
        .hasMessage(
            "You did not provide the number of bytes specified by the Content-Length HTTP header");
    assertThat(longer.details())
        .containsEntry("NumberBytesExpected", "3")
        .containsEntry("NumberBytesProvided", "5");
    assertThat(
            refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 9, "5\r\nhello\r\n0\r\n\r\n")
                .details())
        .containsEntry("NumberBytesExpected", "9")
        .containsEntry("NumberBytesProvided", "5");
  }

  @Test
  void handsOnNoMoreThanAnnounced() {
    AwsChunkedDecoder decoder = new AwsChunkedDecoder(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    decoder.accept(ByteBuffer.wrap(ascii("5\r\nhello\r\n0\r\n\r\n")), part -> write(out, part));
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("hel");
  }

  @Test
  void refusesSmallChunksBeforeTheLast() {
    AwsError refusal =
        refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 5, "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
    assertThat(refusal.code()).isEqualTo("InvalidChunkSizeError");
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal)
        .hasMessage("Only the last chunk is allowed to have a size less than 8192 bytes");
    assertThat(refusal.details()).containsEntry("Chunk", "2").containsEntry("BadChunkSize", "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-checksum-crc32NhCmhg==\r\n\r\n",
        ":NhCmhg==\r\n\r\n",
        "x-amz-trailer-signature:00\r\n\r\n"
      })
  void refusesMalformedTrailers(String trailer) {
    AwsError refusal =
        refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 5, "5\r\nhello\r\n0\r\n" + trailer);
    assertThat(refusal.code()).isEqualTo("MalformedTrailerError");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal)
        .hasMessage(
            "The request contained trailing data that was not well-formed or did not conform to"
                + " our published schema.");
  }

  @Test
  void boundsTheTrailer() {
    String trailer = "a:" + "b".repeat(9_000) + "\r\n\r\n";
    assertThat(
            refusal(PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER, 5, "5\r\nhello\r\n0\r\n" + trailer)
                .code())
        .isEqualTo("MalformedTrailerError");
  }

  @Test
  void demandsATrailerInTheSignedFormThatAnnouncesOne() {
    String body = "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n";
    assertThat(refusal(PayloadForm.SIGNED_CHUNKS_WITH_TRAILER, 5, body).code())
        .isEqualTo("IncompleteBody");
    String unsigned =
        "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\nx-amz-checksum-crc32:NhCmhg=="
            + "\r\n\r\n";
    assertThat(refusal(PayloadForm.SIGNED_CHUNKS_WITH_TRAILER, 5, unsigned).code())
        .isEqualTo("MalformedTrailerError");
  }
}
