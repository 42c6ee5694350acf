package dev.brume.core.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A value that is written from a form of its own, without being made into structures first. What it
 * writes must be what the value's schema demands.
 */
public interface SelfWritten {
  /** Writes the value, with its brackets, in JSON or CBOR. */
  void writeTo(JsonGenerator out) throws IOException;
}
