package dev.brume.core.http;

import java.io.IOException;

/** A client did not send the body of its request in time; it can still receive an answer. */
public final class RequestTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  public RequestTimeoutException() {
    super("The body of the request did not come in time");
  }
}
