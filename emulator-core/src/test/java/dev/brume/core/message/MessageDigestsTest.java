package dev.brume.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The digests of bodies and attributes, computed once more step by step as the page says.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
class MessageDigestsTest {
  private static String md5(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  private static void part(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Test
  void areMd5() throws GeneralSecurityException {
    assertThat(MessageDigests.ofBody("héllo"))
        .isEqualTo(md5("héllo".getBytes(StandardCharsets.UTF_8)));
    assertThat(MessageDigests.ofAttributes(Map.of())).isNull();
  }

  @Test
  void takeAttributesInTheOrderOfTheirNames() throws IOException, GeneralSecurityException {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("b", new MessageAttribute("Binary.png", null, Blob.of(new byte[] {1, 2})));
    attributes.put("a", new MessageAttribute("Number", "1.5", null));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      part(out, "a".getBytes(StandardCharsets.UTF_8));
      part(out, "Number".getBytes(StandardCharsets.UTF_8));
      out.write(1);
      part(out, "1.5".getBytes(StandardCharsets.UTF_8));
      part(out, "b".getBytes(StandardCharsets.UTF_8));
      part(out, "Binary.png".getBytes(StandardCharsets.UTF_8));
      out.write(2);
      part(out, new byte[] {1, 2});
    }
    assertThat(MessageDigests.ofAttributes(attributes)).isEqualTo(md5(bytes.toByteArray()));
    assertThat(MessageAttribute.sizeBytes(attributes)).isEqualTo(1 + 6 + 3 + 1 + 10 + 2);
  }
}
