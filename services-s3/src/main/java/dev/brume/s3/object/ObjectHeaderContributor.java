package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.engine.ObjectVersion;

/** Adds a feature's response headers to GetObject and HeadObject. */
@FunctionalInterface
public interface ObjectHeaderContributor {
  /** Adds the feature's information about {@code version} to {@code answer}. */
  void contribute(BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer);
}
