package dev.brume.core.blob;

/** A body can't be stored: the disk is full, or no more files can be opened. */
public final class BodyNotWrittenException extends BodyStoreException {
  private static final long serialVersionUID = 1;

  public BodyNotWrittenException(String message, Throwable cause) {
    super(message, cause);
  }
}
