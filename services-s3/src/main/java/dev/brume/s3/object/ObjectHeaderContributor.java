package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.engine.ObjectVersion;

/** Adds a feature's response headers to GetObject and HeadObject. */
@FunctionalInterface
public interface ObjectHeaderContributor {
  /** Adds to {@code answer} what the feature knows of {@code version}. */
  void contribute(BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer);
}
