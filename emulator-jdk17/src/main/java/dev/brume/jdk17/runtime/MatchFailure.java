package dev.brume.jdk17.runtime;

/** Stands for {@code java.lang.MatchException}: a switch met what its author said cannot come. */
public final class MatchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MatchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
