package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.s3.S3Options;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is copied may change while its bytes are read for another checksum: the copy is of an object
 * that there was as a whole. What S3 does it does not document beyond that.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
class CopyRacesTest {
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final S3Wire s3 = new S3Wire(S3Options.DEFAULTS, background::add);

  @BeforeEach
  void putObject() {
    s3.create("bucket");
    s3.put("/bucket/key", "hello").hasStatus(200);
  }

  private CompletableFuture<HttpResponse> copy() {
    return s3.start(
        "PUT",
        "/bucket/copy",
        RequestBody.EMPTY,
        "x-amz-copy-source",
        "bucket/key",
        "x-amz-checksum-algorithm",
        "CRC32");
  }

  private Answer finish(CompletableFuture<HttpResponse> copy) {
    while (!background.isEmpty()) {
      background.remove().run();
    }
    return S3Wire.read(copy.join());
  }

  @Test
  void theCopyIsOfTheObjectThatTookThePlaceOfTheFirst() {
    CompletableFuture<HttpResponse> copy = copy();
    assertThat(copy).isNotDone();
    s3.put("/bucket/key", "other").hasStatus(200);

    finish(copy).hasStatus(200).has("ETag", "&quot;795f3202b17cb6bc3d4b771d8c6c9eaf&quot;");
    assertThat(s3.get("/bucket/copy").text()).isEqualTo("other");
  }

  @Test
  void anObjectThatIsGoneIsNotCopied() {
    CompletableFuture<HttpResponse> copy = copy();
    s3.delete("/bucket/key").hasStatus(204);

    finish(copy).isError(404, "NoSuchKey");
    s3.get("/bucket/copy").isError(404, "NoSuchKey");
  }

  @Test
  void anObjectThatNeverRestsIsNotCopied() {
    CompletableFuture<HttpResponse> copy = copy();
    while (!background.isEmpty()) {
      s3.put("/bucket/key", "other").hasStatus(200);
      background.remove().run();
    }

    S3Wire.read(copy.join()).isError(409, "OperationAborted");
  }

  @Test
  void theConditionsAreThoseOfTheEnd() {
    CompletableFuture<HttpResponse> copy =
        s3.start(
            "PUT",
            "/bucket/copy",
            RequestBody.EMPTY,
            "x-amz-copy-source",
            "bucket/key",
            "x-amz-checksum-algorithm",
            "CRC32",
            "If-None-Match",
            "*");
    s3.put("/bucket/copy", "there").hasStatus(200);

    finish(copy).isError(412, "PreconditionFailed");
    assertThat(s3.get("/bucket/copy").text()).isEqualTo("there");
  }
}
