package dev.brume.core.netty;

/**
 * A request that is invalid HTTP or too large: answered with a bare status, then the connection is
 * closed.
 */
final class RefusedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedRequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
