package dev.brume.core.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A value that writes itself from its own encoding, without conversion to structures. Its output
 * must conform to its schema.
 */
public interface SelfWritten {
  /** Writes the value, with its brackets, in JSON or CBOR. */
  void writeTo(JsonGenerator out) throws IOException;
}
