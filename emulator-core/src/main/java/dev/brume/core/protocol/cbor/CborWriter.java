package dev.brume.core.protocol.cbor;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.brume.core.protocol.StructWriter;
import dev.brume.core.schema.Member;
import java.io.IOException;
import java.time.Instant;

/** CBOR's own representations: tagged timestamps, and non-finite numbers. */
final class CborWriter extends StructWriter {
  /** RFC 8949, section 3.4.2: epoch-based date and time. */
  private static final int EPOCH_TAG = 1;

  private final boolean milliseconds;

  /**
   * @param milliseconds whether timestamps are in milliseconds, else in seconds
   */
  CborWriter(boolean milliseconds) {
    this.milliseconds = milliseconds;
  }

  @Override
  protected String name(Member member) {
    return member.name();
  }

  @Override
  protected void writeTimestamp(JsonGenerator out, Instant value, Member member)
      throws IOException {
    ((CBORGenerator) out).writeTag(EPOCH_TAG);
    int millis = value.getNano() / 1_000_000;
    if (milliseconds) {
      out.writeNumber(value.getEpochSecond() * 1000 + millis);
    } else {
      out.writeNumber(value.getEpochSecond() + millis / 1000.0);
    }
  }

  @Override
  protected void writeDouble(JsonGenerator out, double value) throws IOException {
    out.writeNumber(value);
  }

  @Override
  protected void writeFloat(JsonGenerator out, float value) throws IOException {
    out.writeNumber(value);
  }
}
