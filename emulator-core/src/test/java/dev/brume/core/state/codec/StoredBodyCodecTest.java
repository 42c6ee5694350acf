package dev.brume.core.state.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.brume.core.blob.BodyLink;
import dev.brume.core.blob.StoredBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Links to bodies in encoded values: CBOR's tag 0x4272756d, then a byte string of id, length and
 * checksum. Source of truth: the form of state files, docs/decisions/0040-bodies.md.
 */
class StoredBodyCodecTest {
  private static final int LINK_TAG = 0x4272756d;
  private static final int LONGEST_PADDING = 70;

  private final List<BodyLink> found = new ArrayList<>();
  private final StoredBodyCodec codec =
      new StoredBodyCodec(
          link -> {
            found.add(link);
            return StoredBody.of(new byte[0]);
          });

  private static byte[] encoded(String padding, long... ids) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CBORGenerator to = new CBORFactory().createGenerator(out)) {
      to.writeStartArray();
      to.writeString(padding);
      for (long id : ids) {
        to.writeTag(LINK_TAG);
        to.writeBinary(ByteBuffer.allocate(20).putLong(id).putLong(5).putInt(9).array());
        to.writeString(padding);
      }
      to.writeEndArray();
    }
    return out.toByteArray();
  }

  /** U+06BF is DA BF in UTF-8: its first byte is that of the tag. */
  @ParameterizedTest
  @CsvSource({"x", "\u06bf"})
  void areFoundWhereverTheyStand(String text) throws IOException {
    for (int length = 0; length < LONGEST_PADDING; length++) {
      found.clear();
      byte[] value = encoded(text.repeat(length), 7, 0xdadadadadadadadaL);
      List<StoredBodyCodec.LinkOffset> links = codec.linksIn(value);
      assertThat(found).extracting(BodyLink::id).containsExactly(7L, 0xdadadadadadadadaL);
      assertThat(links)
          .extracting(link -> ByteBuffer.wrap(value).getLong(link.offset()))
          .containsExactly(7L, 0xdadadadadadadadaL);
    }
  }

  @Test
  void areNotSeenWhereThereAreNone() throws IOException {
    for (int length = 0; length < LONGEST_PADDING; length++) {
      assertThat(codec.linksIn(encoded("\u06bf".repeat(length)))).isEmpty();
      assertThat(codec.linksIn(encoded("Brum".repeat(length)))).isEmpty();
      assertThat(codec.linksIn(new byte[length])).isEmpty();
    }
  }
}
