package dev.brume.s3.lifecycle;

import dev.brume.core.http.QueryString;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.CreationContributor;
import dev.brume.s3.object.ObjectHeaderContributor;

/**
 * Writes the x-amz-expiration header. A version requested by id is not subject to the rules for
 * current versions.
 */
final class ExpirationHeader implements ObjectHeaderContributor, CreationContributor {
  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer) {
    if (QueryString.first(request.context().http().query(), "versionId") == null) {
      answer.expiration(LifecycleHeaders.expiration(request.bucket(), version));
    }
  }

  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, PutObjectOutput.Builder answer) {
    answer.expiration(LifecycleHeaders.expiration(request.bucket(), version));
  }
}
