package dev.brume.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.schema.ByteStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The bytes of an object of several parts are read as if they were one stretch.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 */
class ObjectContentTest {
  private static ObjectContent of(String... texts) {
    List<ObjectPart> parts = new ArrayList<>();
    long size = 0;
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      parts.add(new ObjectPart(parts.size() * 2 + 1, bytes.length, "", null, StoredBody.of(bytes)));
      size += bytes.length;
    }
    return new ObjectContent(size, "etag-" + texts.length, null, null, parts);
  }

  private static String read(ByteStream stream) {
    StoredBody body =
        BodyReceiver.receive(SpillingBodyStore.temporary(), stream, Set.of())
            .toCompletableFuture()
            .join()
            .body();
    assertThat(body.length()).isEqualTo(stream.length());
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void partsFollowEachOther() {
    ObjectContent content = of("012", "3456", "", "789", "A", "B", "C", "D", "E", "F");

    assertThat(read(content.stream())).isEqualTo("0123456789ABCDEF");
    assertThat(read(content.stream(2, 3))).isEqualTo("234");
    assertThat(read(content.stream(3, 4))).isEqualTo("3456");
    assertThat(read(content.stream(15, 1))).isEqualTo("F");
    assertThatThrownBy(() -> content.stream(15, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void partsHaveTheirNumbers() {
    ObjectContent content = of("a", "bc");

    assertThat(content.part(3).size()).isEqualTo(2);
    assertThat(content.part(2)).isNull();
    assertThat(content.part(4)).isNull();
  }
}
