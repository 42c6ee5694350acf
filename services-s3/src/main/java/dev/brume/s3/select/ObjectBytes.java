package dev.brume.s3.select;

import dev.brume.core.schema.ByteStream;

/** The stored bytes of an object. */
interface ObjectBytes {
  /** The number of bytes. */
  long length();

  /** A range of {@code length} bytes from {@code offset}. */
  ByteStream stream(long offset, long length);
}
