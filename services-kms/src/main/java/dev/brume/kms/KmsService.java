package dev.brume.kms;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.kms.api.KmsApi;

/**
 * AWS Key Management Service.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">API Reference</a>
 */
public final class KmsService implements Service {
  @Override
  public ServiceSchema schema() {
    return KmsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }
}
