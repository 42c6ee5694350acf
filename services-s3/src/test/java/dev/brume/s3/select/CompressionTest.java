package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.itadaki.bzip2.BZip2OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compressed objects. Texts of the errors are as S3 has answered in public reports, or the
 * documentation's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_InputSerialization.html">InputSerialization</a>
 */
final class CompressionTest {
  private static final String COUNT = "SELECT COUNT(*) FROM S3Object";

  /** {@code printf 'a,1\nb,2\n' | bzip2}. */
  private static final String BY_BZIP2 =
      "QlpoOTFBWSZTWbJLgeoAAANZAAAQAAQwADAAIAAhkxqDALcCF4u5IpwoSFklwPUA";

  private static byte[] compress(String type, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        type.equals("GZIP") ? new GZIPOutputStream(bytes) : new BZip2OutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static Queries over(byte[] content, String type) {
    return Queries.over(content).in("<CSV/><CompressionType>" + type + "</CompressionType>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "BZIP2"})
  void compressedObjectsAreRead(String type) {
    String text = "some,text,that,repeats\n".repeat(100_000);
    byte[] compressed = compress(type, text);
    SelectedEvents events = over(compressed, type).events(COUNT);
    assertThat(events.records()).isEqualTo("100000\n");
    assertThat(events.first("Stats").text())
        .contains("<BytesScanned>" + compressed.length + "</BytesScanned>")
        .contains("<BytesProcessed>" + text.length() + "</BytesProcessed>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "BZIP2"})
  void filesThatWerePutTogetherAreRead(String type) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(compress(type, "1\n2\n"));
    both.writeBytes(compress(type, "3\n"));
    assertThat(over(both.toByteArray(), type).select("SELECT * FROM S3Object"))
        .isEqualTo("1\n2\n3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "BZIP2"})
  void whatIsNotCompressedIsRefused(String type) {
    over("1,2\n".getBytes(StandardCharsets.UTF_8), type)
        .refusal(COUNT)
        .isError(
            400,
            "InvalidCompressionFormat",
            type
                + " is not applicable to the queried object. Please correct the request and try"
                + " again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "BZIP2"})
  void whatIsCutOffIsRefused(String type) {
    byte[] whole = compress(type, "some,text\n".repeat(1_000));
    over(Arrays.copyOf(whole, whole.length - 10), type)
        .refusal(COUNT)
        .isError(
            400,
            "TruncatedInput",
            "Object decompression failed. Check that the object is properly compressed using the"
                + " format specified in the request.");
  }

  @Test
  void theOriginalsFilesAreRead() {
    assertThat(
            over(Base64.getDecoder().decode(BY_BZIP2), "BZIP2").select("SELECT _2 FROM S3Object"))
        .isEqualTo("1\n2\n");
  }
}
