package dev.brume.core.blob;

import java.io.Serial;

/** A body could not be stored or read: for example, the disk is full or the file is missing. */
public class BodyStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public BodyStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
