package dev.brume.core.admin;

/** An error response of the emulator's own paths. */
public final class AdminRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status the HTTP status
   * @param message what is wrong and, if helpful, what to do
   */
  public AdminRefusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** Status 400. */
  public static AdminRefusal badRequest(String message) {
    return new AdminRefusal(400, message);
  }

  /** Status 404. */
  public static AdminRefusal notFound(String message) {
    return new AdminRefusal(404, message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
