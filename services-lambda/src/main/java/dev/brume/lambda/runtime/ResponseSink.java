package dev.brume.lambda.runtime;

/**
 * Receives the response of a function piece by piece, while the function still runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">
 *     Implementing response streaming in a custom runtime</a>
 */
public interface ResponseSink {
  /** Starts the response. */
  void begin(String contentType);

  /** Writes a piece; blocks while the reader does not keep up. The array belongs to the sink. */
  void write(byte[] piece);
}
