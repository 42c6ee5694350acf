package dev.brume.s3.multipart;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Multipart uploads. */
public final class MultipartFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    GuardedBinder b = s3.operations();
    UploadOperations uploads = new UploadOperations(s3);
    b.onBucket(S3Api.ABORT_MULTIPART_UPLOAD, uploads::abortMultipartUpload);
    b.onBucket(
        S3Api.COMPLETE_MULTIPART_UPLOAD,
        new CompleteOperation(s3.creations())::completeMultipartUpload);
    b.onBucket(S3Api.CREATE_MULTIPART_UPLOAD, uploads::createMultipartUpload);
    b.onBucket(S3Api.LIST_MULTIPART_UPLOADS, new ListUploadsOperation()::listMultipartUploads);
    b.onBucket(S3Api.LIST_PARTS, new ListPartsOperation()::listParts);
    b.onBucketAsync(S3Api.UPLOAD_PART, uploads::uploadPart);
    b.onBucketAsync(S3Api.UPLOAD_PART_COPY, new CopyPartOperation(uploads, s3)::uploadPartCopy);
  }
}
