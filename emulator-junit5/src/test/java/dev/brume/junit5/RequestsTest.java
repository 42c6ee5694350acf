package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.Brume;
import dev.brume.server.Requests;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Checks of what was requested. Source of truth: the Javadoc of {@link Requests}. */
@BrumeTest(buckets = "photos")
class RequestsTest {
  @Emulated private Brume brume;
  @Emulated private S3Client s3;

  private void put(String key) {
    s3.putObject(put -> put.bucket("photos").key(key), RequestBody.fromString("text"));
  }

  @Test
  void areCountedByOperationAndResource() {
    put("a.txt");
    put("b.txt");
    put("a.txt");

    Requests puts = brume.requests().to("s3", "PutObject").with("Bucket", "photos");
    puts.assertCount(3);
    puts.with("Key", "a.txt").answered(200).assertCount(2);
    puts.with("Key", "c.txt").assertNone();
    puts.in("000000000000").assertAny();
    puts.in("111111111111").assertNone();
    assertThat(puts.lines()).hasSize(3).allMatch(line -> line.contains("s3.PutObject 200"));
  }

  @Test
  void refusalsAreFoundByTheirCode() {
    assertThatThrownBy(() -> s3.getObject(get -> get.bucket("photos").key("none")))
        .isInstanceOf(NoSuchKeyException.class);

    brume.requests().refused("NoSuchKey").with("Key", "none").assertCount(1);
  }

  @Test
  void aFailedCheckTellsWhatWasRequestedInstead() {
    put("a.txt");

    Requests gets = brume.requests().to("s3", "GetObject").with("Key", "a.txt");
    assertThatThrownBy(() -> gets.assertCount(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Expected 1 requests to s3.GetObject with Key a.txt, there were 0. The last requests:")
        .hasMessageContaining("s3.PutObject 200");
    assertThatThrownBy(gets::assertAny).isInstanceOf(AssertionError.class);
  }
}
