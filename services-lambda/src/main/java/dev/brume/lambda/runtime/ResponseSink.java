package dev.brume.lambda.runtime;

/**
 * Takes the response of a function piece by piece, while the function still runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">
 *     Implementing response streaming in a custom runtime</a>
 */
public interface ResponseSink {
  /** The response begins. */
  void begin(String contentType);

  /** A piece; waits while whoever reads does not keep up. The array belongs to the sink. */
  void write(byte[] piece);
}
