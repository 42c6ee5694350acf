package dev.brume.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.Test;

/**
 * Names of buckets belong to all accounts and regions together, whatever is done to the state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">General
 *     purpose bucket naming rules</a>
 */
class NamesTest {
  private static final String EUROPE =
      "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
          + "</CreateBucketConfiguration>";

  private final S3Wire s3 = new S3Wire();
  private final S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT).in("eu-west-1");

  private void isTaken() {
    other.put("/bucket", EUROPE).isError(409, "BucketAlreadyExists");
  }

  private void isFree() {
    other.head("/bucket").hasStatus(404);
    other.put("/bucket", EUROPE).hasStatus(200);
  }

  @Test
  void areFreeAgainWithTheirBucket() {
    s3.put("/bucket", "").hasStatus(200);
    isTaken();
    s3.delete("/bucket").hasStatus(204);
    isFree();
  }

  @Test
  void areFreeAgainWithTheirAccount() {
    s3.put("/bucket", "").hasStatus(200);
    s3.store().resetAccount(S3Wire.ACCOUNT);
    isFree();
  }

  @Test
  void followTheStateThatIsRestored() {
    Store.Snapshot before = s3.store().snapshot();
    s3.put("/bucket", "").hasStatus(200);
    Store.Snapshot after = s3.store().snapshot();
    s3.store().restore(before);
    isFree();
    s3.store().restore(after);
    isTaken();
    s3.head("/bucket").hasStatus(200);
  }

  @Test
  void areNotTakenByWhatIsRefused() {
    s3.put("/bucket", "", "x-amz-object-ownership", "Nobody").isError(400, "InvalidArgument");
    isFree();
  }

  @Test
  void othersFindTheBucketByItsNameAlone() {
    s3.put("/bucket", "").hasStatus(200);
    s3.put("/bucket/key", "x").hasStatus(200);
    assertThat(other.in("us-east-1").get("/bucket/key").hasStatus(200).text()).isEqualTo("x");
  }

  /** Clients may name accounts and buckets that nobody has as often as they like. */
  @Test
  void lookingForWhatIsNotThereLeavesNothingBehind() {
    s3.put("/bucket", "").hasStatus(200);
    for (int i = 0; i < 100; i++) {
      S3Wire stranger = s3.as("1000000000" + (10 + i));
      stranger.head("/nothing").hasStatus(404);
      stranger.get("/").hasStatus(200);
    }
    assertThat(s3.store().scopes("s3")).containsExactly(new Scope(S3Wire.ACCOUNT, S3Wire.REGION));
    assertThat(s3.store().scopes("s3", Scope.Level.ACCOUNT)).isEmpty();
  }
}
