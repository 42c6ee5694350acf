package dev.brume.s3;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.s3.api.S3Api;

/** Amazon S3: every operation is known, and none is done yet. */
public final class S3Service implements Service {
  @Override
  public ServiceSchema schema() {
    return S3Api.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }

  @Override
  public Dialect dialect() {
    return new S3Dialect();
  }
}
