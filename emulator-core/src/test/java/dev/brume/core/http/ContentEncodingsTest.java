package dev.brume.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packed request bodies. Source of truth:
 * https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html. What AWS answers to gzip that
 * can't be read is not documented.
 */
class ContentEncodingsTest {
  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private static HttpRequest request(byte[] body, String encoding) {
    Headers headers = new Headers().add("Content-Encoding", encoding);
    return new HttpRequest(
        "POST", "/", null, headers, new RequestBody.Whole(body), ClientConnection.INTERNAL);
  }

  @Test
  void unpacksWhereTheOperationTakesGzip() throws IOException {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 'a');
    HttpRequest request = request(gzip(bytes), "GZip");
    HttpRequest unpacked = ContentEncodings.decoded(request, List.of("gzip"), 100_000);
    assertThat(((RequestBody.Whole) unpacked.body()).bytes()).isEqualTo(bytes);
    assertThat(unpacked.headers().contains("Content-Encoding")).isFalse();
    assertThat(request.headers().contains("Content-Encoding")).isTrue();
  }

  @Test
  void leavesOthersAlone() throws IOException {
    HttpRequest packed = request(gzip(new byte[10]), "gzip");
    assertThat(ContentEncodings.decoded(packed, List.of(), 100)).isSameAs(packed);
    HttpRequest other = request(new byte[10], "br");
    assertThat(ContentEncodings.decoded(other, List.of("gzip"), 100)).isSameAs(other);
  }

  /** RFC 9110, section 12.5.3: a weight of 0 means "not acceptable". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip             | true
          deflate, GZIP    | true
          gzip;q=0.5, br   | true
          gzip; q=0        | false
          gzip;q=0.000     | false
          identity         | false
          ''               | false
          """)
  void answersByGzipWhereItIsAccepted(String accepted, boolean gzip) {
    assertThat(ContentEncodings.acceptsGzip(new Headers().add("Accept-Encoding", accepted)))
        .isEqualTo(gzip);
    assertThat(ContentEncodings.acceptsGzip(new Headers())).isFalse();
  }

  @Test
  void packsWhatItUnpacks() {
    byte[] bytes = "text".repeat(1000).getBytes(StandardCharsets.UTF_8);
    byte[] packed = ContentEncodings.gzip(bytes);
    assertThat(packed.length).isLessThan(bytes.length);
    assertThat(ContentEncodings.gunzip(packed, bytes.length)).isEqualTo(bytes);
  }

  @Test
  void stopsAtTheLimit() throws IOException {
    byte[] bomb = gzip(new byte[50_000_000]);
    assertThat(bomb.length).isLessThan(100_000);
    AwsError error =
        catchThrowableOfType(AwsError.class, () -> ContentEncodings.gunzip(bomb, 1_000_000));
    assertThat(error.status()).isEqualTo(413);
    assertThat(ContentEncodings.gunzip(gzip(new byte[1_000]), 1_000)).hasSize(1_000);
  }

  @Test
  void refusesWhatIsNoGzip() throws IOException {
    byte[] cut = Arrays.copyOf(gzip(new byte[1_000]), 20);
    for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3}, cut)) {
      AwsError error =
          catchThrowableOfType(AwsError.class, () -> ContentEncodings.gunzip(bytes, 1_000));
      assertThat(error.code()).isEqualTo("SerializationException");
      assertThat(error.status()).isEqualTo(400);
    }
  }

  @Test
  void takesAwsChunkedOffWhatIsKept() {
    assertThat(ContentEncodings.withoutAwsChunked("aws-chunked")).isNull();
    assertThat(ContentEncodings.withoutAwsChunked("aws-chunked,gzip")).isEqualTo("gzip");
    assertThat(ContentEncodings.withoutAwsChunked("gzip, AWS-Chunked")).isEqualTo("gzip");
    assertThat(ContentEncodings.withoutAwsChunked(null)).isNull();
  }
}
