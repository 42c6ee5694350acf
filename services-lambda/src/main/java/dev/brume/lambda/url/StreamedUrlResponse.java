package dev.brume.lambda.url;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.ByteStream;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.invoke.StreamedResponse;
import dev.brume.lambda.runtime.InvocationResult;
import dev.brume.lambda.runtime.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The response of a URL with invoke mode {@code RESPONSE_STREAM}: it begins when the function has
 * sent the metadata, or its first bytes without any, and is streamed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">
 *     Response streaming for Lambda functions</a>
 */
final class StreamedUrlResponse implements ResponseSink {
  private final StreamedResponse<ByteBuffer> body = new StreamedResponse<>(ByteBuffer::wrap);
  private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
  private ByteArrayOutputStream metadata;

  /** A body of unknown length. */
  private record Body(Flow.Publisher<ByteBuffer> pieces) implements ByteStream {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      pieces.subscribe(subscriber);
    }
  }

  /** The response, as soon as it begins. */
  CompletionStage<HttpResponse> response() {
    return response;
  }

  @Override
  public void begin(String contentType) {
    if (contentType.equals(FunctionUrlResponse.WITH_METADATA)) {
      metadata = new ByteArrayOutputStream();
    } else {
      answer(200, new Headers().add("Content-Type", contentType));
    }
  }

  private void answer(int status, Headers headers) {
    body.begin("");
    response.complete(HttpResponse.streaming(status, headers, new Body(body.publisher())));
  }

  @Override
  public void write(byte[] piece) {
    if (response.isDone()) {
      body.write(piece);
      return;
    }
    if (metadata.size() > LambdaQuotas.PAYLOAD_BYTES) {
      return;
    }
    metadata.writeBytes(piece);
    byte[] all = metadata.toByteArray();
    int end = FunctionUrlResponse.metadataEnd(all, all.length);
    if (end >= 0) {
      JsonNode told = FunctionUrlResponse.metadata(all, end);
      answer(FunctionUrlResponse.status(told), FunctionUrlResponse.headers(told));
      int start = end + FunctionUrlResponse.METADATA_END;
      body.write(Arrays.copyOfRange(all, start, all.length));
    }
  }

  /** The call has ended. */
  void end(InvocationResult result) {
    if (response.isDone()) {
      body.end(result, null);
    } else {
      response.complete(
          result.streamed() ? FunctionUrlResponse.failed() : FunctionUrlResponse.of(result));
    }
  }
}
