package dev.brume.core.auth;

/** Ends the verification of a signature. Carries no stack trace. */
public final class SignatureRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SignatureFault fault;

  SignatureRefusal(SignatureFault fault) {
    super(fault.getClass().getSimpleName(), null, false, false);
    this.fault = fault;
  }

  /** The fault. */
  public SignatureFault fault() {
    return fault;
  }
}
