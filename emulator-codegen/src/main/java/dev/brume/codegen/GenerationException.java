package dev.brume.codegen;

/**
 * A description, an overlay or a command line from which nothing can be generated; the message says
 * why.
 */
final class GenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GenerationException(String message) {
    super(message);
  }
}
