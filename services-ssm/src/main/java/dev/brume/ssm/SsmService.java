package dev.brume.ssm;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.ssm.api.SsmApi;

/**
 * AWS Systems Manager: Parameter Store. All else of it answers 501.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html">Parameter
 *     Store</a>
 */
public final class SsmService implements Service {
  private final ParameterFinder finder;
  private final SecureValues secure;
  private final SecretReferences secrets;

  /** Makes the service; it keeps nothing itself. */
  public SsmService(Surroundings surroundings) {
    finder = new ParameterFinder(surroundings);
    secure = new SecureValues(surroundings.ports());
    secrets = new SecretReferences(surroundings.ports());
  }

  @Override
  public ServiceSchema schema() {
    return SsmApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(SsmApi.PUT_PARAMETER, new PutParameterOperation(finder, secure)::putParameter);
    ParameterOperations parameters = new ParameterOperations(finder, secure, secrets);
    binder.on(SsmApi.DELETE_PARAMETER, parameters::deleteParameter);
    binder.on(SsmApi.DELETE_PARAMETERS, parameters::deleteParameters);
    binder.on(SsmApi.GET_PARAMETER, parameters::getParameter);
    binder.on(SsmApi.GET_PARAMETERS, parameters::getParameters);
    binder.on(SsmApi.GET_PARAMETER_HISTORY, parameters::getParameterHistory);
    ParameterLists lists = new ParameterLists(finder, parameters);
    binder.on(SsmApi.DESCRIBE_PARAMETERS, lists::describeParameters);
    binder.on(SsmApi.GET_PARAMETERS_BY_PATH, lists::getParametersByPath);
    LabelOperations labels = new LabelOperations(finder);
    binder.on(SsmApi.LABEL_PARAMETER_VERSION, labels::labelParameterVersion);
    binder.on(SsmApi.UNLABEL_PARAMETER_VERSION, labels::unlabelParameterVersion);
    ParameterTagOperations tags = new ParameterTagOperations(finder);
    binder.on(SsmApi.ADD_TAGS_TO_RESOURCE, tags::addTagsToResource);
    binder.on(SsmApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    binder.on(SsmApi.REMOVE_TAGS_FROM_RESOURCE, tags::removeTagsFromResource);
  }

  @Override
  public ServiceAccess access() {
    return SsmAccess.of(finder);
  }
}
