package dev.brume.s3.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.Test;

/**
 * What becomes of annotations when objects are copied.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
class CopiedAnnotationsTest {
  private static final String DIRECTIVE = "x-amz-object-annotation-directive";
  private static final String A = "?annotation&annotationName=a";

  private final S3Wire s3 = new S3Wire().create("bucket").create("other");

  private static Answer copy(S3Wire s3, String target, String source, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "x-amz-copy-source";
    all[1] = source;
    return s3.put(target, "", all);
  }

  private void annotated() {
    s3.put("/bucket/key", "x").hasStatus(200);
    s3.put("/bucket/key" + A, "abc").hasStatus(200);
    s3.put("/bucket/key?annotation&annotationName=b", "y".repeat(300_000)).hasStatus(200);
  }

  @Test
  void copiesHaveTheSamesUnlessTheyAreExcluded() {
    annotated();
    copy(s3, "/other/copy", "/bucket/key").hasStatus(200);
    assertThat(s3.get("/other/copy" + A).hasStatus(200).text()).isEqualTo("abc");
    s3.get("/other/copy?annotation").has("AnnotationCount", "2");
    copy(s3, "/other/copy", "/bucket/key", DIRECTIVE, "COPY").hasStatus(200);
    s3.get("/other/copy?annotation").has("AnnotationCount", "2");
    copy(s3, "/other/copy", "/bucket/key", DIRECTIVE, "EXCLUDE").hasStatus(200);
    s3.get("/other/copy?annotation").has("AnnotationCount", "0");
    copy(s3, "/other/copy?" + DIRECTIVE + "=EXCLUDE", "/bucket/key").hasStatus(200);
    s3.get("/other/copy" + A).isError(404, "NoSuchAnnotation");
    copy(s3, "/other/copy", "/bucket/key", DIRECTIVE, "KEEP").isError(400, "InvalidArgument");
  }

  @Test
  void copiesAreOnTheirOwn() {
    annotated();
    copy(s3, "/other/copy", "/bucket/key").hasStatus(200);
    s3.put("/bucket/key" + A, "changed").hasStatus(200);
    s3.delete("/bucket/key").hasStatus(204);
    assertThat(s3.get("/other/copy" + A).text()).isEqualTo("abc");
    assertThat(s3.get("/other/copy?annotation&annotationName=b").body()).hasSize(300_000);
  }

  @Test
  void anObjectThatIsCopiedOntoItselfKeepsThem() {
    annotated();
    copy(s3, "/bucket/key", "/bucket/key", "x-amz-metadata-directive", "REPLACE").hasStatus(200);
    assertThat(s3.get("/bucket/key" + A).text()).isEqualTo("abc");
    assertThat(s3.get("/bucket/key?annotation&annotationName=b").body()).hasSize(300_000);
  }

  /** That who copies an object without annotations needs no leave to read any is not documented. */
  @Test
  void whoCopiesThemMustBeAllowedTo() {
    S3Wire owner = new S3Wire(Authorizer.Mode.ENFORCED).create("source");
    String policy =
        "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'210987654321'},"
            + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::source/*'}]}";
    put(owner, policy);
    owner.put("/source/key", "x").hasStatus(200);
    S3Wire other = owner.as(S3Wire.OTHER_ACCOUNT).create("target");
    copy(other, "/target/copy", "/source/key").hasStatus(200);
    owner.put("/source/key" + A, "abc").hasStatus(200);
    copy(other, "/target/copy", "/source/key").isError(403, "AccessDenied");
    copy(other, "/target/copy", "/source/key", DIRECTIVE, "EXCLUDE").hasStatus(200);
    other.get("/source/key" + A).isError(403, "AccessDenied");
    put(owner, policy.replace("'s3:GetObject'", "['s3:GetObject','s3:GetObjectAnnotation']"));
    copy(other, "/target/copy", "/source/key").hasStatus(200);
    assertThat(other.get("/target/copy" + A).text()).isEqualTo("abc");
  }

  private static void put(S3Wire s3, String policy) {
    String json = policy.replace('\'', '"');
    s3.put("/source?policy", json, "Content-MD5", S3Wire.md5(json)).hasStatus(204);
  }
}
