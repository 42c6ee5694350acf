package dev.brume.sns;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.sns.api.SnsApi;

/** Amazon SNS: every operation is known, and none is done yet. */
public final class SnsService implements Service {
  @Override
  public ServiceSchema schema() {
    return SnsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }
}
