package dev.brume.ssm;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.ssm.api.SsmApi;

/**
 * AWS Systems Manager: Parameter Store.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html">API
 *     Reference</a>
 */
public final class SsmService implements Service {
  @Override
  public ServiceSchema schema() {
    return SsmApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }
}
