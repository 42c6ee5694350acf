package dev.brume.core.http;

import java.io.IOException;

/** A body that ends before all of it has come: the client has gone, or broke the protocol. */
public final class TruncatedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  public TruncatedBodyException(String message) {
    super(message);
  }
}
