package dev.brume.secretsmanager;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.secretsmanager.api.SecretsManagerApi;

/**
 * AWS Secrets Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">API
 *     Reference</a>
 */
public final class SecretsManagerService implements Service {
  @Override
  public ServiceSchema schema() {
    return SecretsManagerApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }
}
