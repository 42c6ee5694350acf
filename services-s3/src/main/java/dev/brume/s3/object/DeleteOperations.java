package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.DeleteObjectOutput;
import dev.brume.s3.api.DeleteObjectRequest;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;

/**
 * DeleteObject.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
 */
public final class DeleteOperations {
  public DeleteObjectOutput deleteObject(BucketRequest request, DeleteObjectRequest input) {
    return request.bucket().edit(request.origin(), edit -> delete(request, edit, input));
  }

  private static DeleteObjectOutput delete(
      BucketRequest request, BucketEdit edit, DeleteObjectRequest input) {
    DeleteObjectOutput.Builder answer = DeleteObjectOutput.builder();
    if (input.versionId() == null) {
      ObjectVersion marker =
          edit.delete(
              input.key(),
              request.bucket().owner(),
              ObjectEvent.REMOVED_DELETE,
              ObjectEvent.REMOVED_DELETE_MARKER_CREATED);
      return marker == null
          ? answer.build()
          : answer.deleteMarker(true).versionId(marker.versionId()).build();
    }
    ObjectVersion version = edit.find(input.key(), input.versionId());
    if (version != null) {
      edit.remove(version, ObjectEvent.REMOVED_DELETE);
      answer.deleteMarker(version.deleteMarker() ? true : null);
    }
    return answer.versionId(input.versionId()).build();
  }
}
