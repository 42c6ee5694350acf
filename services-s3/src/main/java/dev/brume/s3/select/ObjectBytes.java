package dev.brume.s3.select;

import dev.brume.core.schema.ByteStream;

/** The bytes of an object as they are stored. */
interface ObjectBytes {
  /** How many there are. */
  long length();

  /** Those from {@code offset} on, {@code length} of them. */
  ByteStream stream(long offset, long length);
}
