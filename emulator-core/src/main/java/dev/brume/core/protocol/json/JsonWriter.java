package dev.brume.core.protocol.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brume.core.protocol.StructWriter;
import dev.brume.core.protocol.Timestamps;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.TimestampFormat;
import java.io.IOException;
import java.time.Instant;

/** Values without a JSON type of their own: timestamps, and non-finite numbers. */
public abstract class JsonWriter extends StructWriter {
  @Override
  protected void writeTimestamp(JsonGenerator out, Instant value, Member member)
      throws IOException {
    TimestampFormat stated = member.timestampFormat();
    if (stated == null || stated == TimestampFormat.EPOCH_SECONDS) {
      out.writeNumber(Timestamps.write(value, TimestampFormat.EPOCH_SECONDS));
    } else {
      out.writeString(Timestamps.write(value, stated));
    }
  }

  @Override
  protected void writeDouble(JsonGenerator out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeString(Double.toString(value));
    }
  }

  @Override
  protected void writeFloat(JsonGenerator out, float value) throws IOException {
    if (Float.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeString(Float.toString(value));
    }
  }
}
