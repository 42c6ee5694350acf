package dev.brume.core.http;

import java.io.IOException;

/** A body ended too early: the client disconnected or broke the protocol. */
public final class TruncatedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  public TruncatedBodyException(String message) {
    super(message);
  }
}
