package dev.brume.s3.form;

import dev.brume.core.gateway.AsyncHandler;
import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.object.PutOperation;

/** Uploads by HTML forms. */
public final class FormFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    AsyncHandler<PutObjectRequest, PutObjectOutput> put =
        s3.operations().guarded(S3Api.PUT_OBJECT, new PutOperation(s3)::postObject);
    FormUploads forms = new FormUploads(s3.buckets(), s3.access(), s3.timeline(), put);
    s3.hooks().routes().add((request, hosts) -> forms.isForm(request) ? forms::upload : null);
  }
}
