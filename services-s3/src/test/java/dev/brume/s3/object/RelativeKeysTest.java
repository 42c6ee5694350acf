package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys with {@code ..} in them. By the guidelines for keys they are valid as long as they don't
 * climb out of the bucket; AWS answers others with a bare 400 (public bug report floci-io/floci
 * #1231, which tried it on AWS). How encoded dots and keys of forms are treated there is not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html#object-key-guidelines">Object
 *     key naming guidelines</a>
 */
class RelativeKeysTest {
  private final S3Wire s3 = new S3Wire().create("bucket");

  @ParameterizedTest
  @ValueSource(strings = {"../x", "..", "a/../../x", "./../x", "%2e%2e/x", "..%2Fx", "a/%2E./../x"})
  void whatClimbsOutIsRefused(String key) {
    assertThat(s3.put("/bucket/" + key, "x").hasStatus(400).text()).isEmpty();
    assertThat(s3.get("/bucket/" + key).hasStatus(400).text()).isEmpty();
    s3.head("/bucket/" + key).hasStatus(400);
    s3.delete("/bucket/" + key).hasStatus(400);
    assertThat(s3.get("/bucket?list-type=2").text()).doesNotContain("<Key>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../x", "a/b/../../x", "a/..", ".../x", "..x", "x..", "a/./x", "./x"})
  void whatStaysInsideIsAKey(String key) {
    s3.put("/bucket/" + key, "x").hasStatus(200);
    assertThat(s3.get("/bucket/" + key).hasStatus(200).text()).isEqualTo("x");
    assertThat(s3.get("/bucket?list-type=2").text()).contains("<Key>" + key + "</Key>");
    s3.delete("/bucket/" + key).hasStatus(204);
  }
}
