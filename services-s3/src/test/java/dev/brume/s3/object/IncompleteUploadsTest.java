package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.TruncatedBodyException;
import dev.brume.s3.S3Wire;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Uploads whose length is not told, or not kept.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
class IncompleteUploadsTest {
  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  /** A body of some bytes that ends as it is told to. */
  private record Upload(long length, byte[] bytes, Throwable failure)
      implements RequestBody.Streamed {
    @Override
    public Headers trailers() {
      return new Headers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscriber.onNext(ByteBuffer.wrap(bytes));
              if (failure == null) {
                subscriber.onComplete();
              } else {
                subscriber.onError(failure);
              }
            }

            @Override
            public void cancel() {}
          });
    }
  }

  @Test
  void aBodyInChunksOfHttpIsRefused() {
    s3.send("PUT", "/bucket/key", new Upload(-1, new byte[3], null), "Transfer-Encoding", "chunked")
        .isError(
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not implemented")
        .has("Header", "Transfer-Encoding");
    s3.send("PUT", "/bucket/key", new Upload(-1, new byte[3], null))
        .isError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    s3.get("/bucket/key").isError(404, "NoSuchKey");
    String id = s3.post("/bucket/key?uploads", "").element("UploadId");
    s3.send(
            "PUT",
            "/bucket/key?partNumber=1&uploadId=" + id,
            new Upload(-1, new byte[3], null),
            "Transfer-Encoding",
            "chunked")
        .isError(501, "NotImplemented");
  }

  @Test
  void aRequestWithoutBodyMustSayThatItHasNone() {
    assertThatThrownBy(() -> PutOperation.checkLength(0, new Headers()))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("MissingContentLength"));
    PutOperation.checkLength(0, new Headers().add("Content-Length", "0"));
  }

  @Test
  void tooMuchIsRefusedBeforeItIsRead() {
    long length = (5L << 30) + 1;
    s3.send("PUT", "/bucket/key", new Upload(length, null, null))
        .isError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
        .has("ProposedSize", Long.toString(length))
        .has("MaxSizeAllowed", Long.toString(5L << 30));
  }

  @Test
  void nothingIsKeptOfATruncatedUpload() {
    TruncatedBodyException cut = new TruncatedBodyException("The client is gone");
    CompletableFuture<HttpResponse> response =
        s3.start("PUT", "/bucket/key", new Upload(10, new byte[3], cut));

    assertThat(S3Wire.read(response.join()).isError(400, "IncompleteBody")).isNotNull();
    s3.get("/bucket/key").isError(404, "NoSuchKey");
  }

  /** AWS does not document what it answers to half of a part's address; users told. */
  @Test
  void halfAPartIsNoObject() {
    for (String source : new String[] {"", "bucket/source"}) {
      String[] headers =
          source.isEmpty() ? new String[0] : new String[] {"x-amz-copy-source", source};
      s3.put("/bucket/key?uploadId=x", "", headers).isError(405, "MethodNotAllowed");
      s3.put("/bucket/key?partNumber=1", "", headers)
          .isError(
              400, "InvalidArgument", "This operation does not accept partNumber without uploadId");
    }
    s3.get("/bucket/key").isError(404, "NoSuchKey");
  }
}
