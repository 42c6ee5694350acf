package dev.brume.core.blob;

import java.io.Serial;

/** A body could not be kept or read: the disk is full, say, or the file is gone. */
public class BodyStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public BodyStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
