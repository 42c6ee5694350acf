package dev.brume.kinesis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames of Zstandard whose blocks are raw.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878.html#section-3.1.1">RFC 8878, Zstandard
 *     frames</a>
 */
class ZstandardFrameTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 131_073, 1_000_000})
  void holdTheirContent(int length) {
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    assertThat(decoded(ZstandardFrame.of(content))).isEqualTo(content);
  }

  /** Reads as the RFC says, by its own words: magic number, header, blocks. */
  private static byte[] decoded(byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getInt()).isEqualTo(0xFD2FB528);
    assertThat(in.get() & 0xFF).isEqualTo(0b1110_0000);
    long size = in.getLong();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean last = false;
    while (!last) {
      int header = (in.get() & 0xFF) | (in.get() & 0xFF) << 8 | (in.get() & 0xFF) << 16;
      last = (header & 1) == 1;
      assertThat(header >> 1 & 3).as("type raw").isZero();
      byte[] block = new byte[header >> 3];
      assertThat(block.length).isLessThanOrEqualTo(128 * 1_024);
      in.get(block);
      out.writeBytes(block);
    }
    assertThat(in.hasRemaining()).isFalse();
    assertThat((long) out.size()).isEqualTo(size);
    return out.toByteArray();
  }
}
