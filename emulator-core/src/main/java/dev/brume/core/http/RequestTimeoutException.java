package dev.brume.core.http;

import java.io.IOException;

/** A client did not send its request body in time; it can still receive a response. */
public final class RequestTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  public RequestTimeoutException() {
    super("The body of the request did not come in time");
  }
}
