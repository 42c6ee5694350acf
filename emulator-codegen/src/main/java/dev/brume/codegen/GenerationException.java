package dev.brume.codegen;

/**
 * A description, an overlay or a command line that nothing can be generated from; its text says
 * why.
 */
final class GenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GenerationException(String message) {
    super(message);
  }
}
