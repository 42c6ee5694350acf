package dev.brume.ssm;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transitions;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.ssm.api.SsmApi;

/**
 * AWS Systems Manager: Parameter Store and documents, which are kept and do not run. All else of it
 * answers 501.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html">Parameter
 *     Store</a>
 */
public final class SsmService implements Service {
  private final ParameterFinder finder;
  private final SecureValues secure;
  private final SecretReferences secrets;
  private final Transitions transitions;

  /** Creates the service; all state is in the store. */
  public SsmService(Surroundings surroundings) {
    finder = new ParameterFinder(surroundings);
    secure = new SecureValues(surroundings.ports());
    secrets = new SecretReferences(surroundings.ports());
    transitions = surroundings.transitions();
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
    SsmTagOperations tags = new SsmTagOperations(finder);
    binder.on(SsmApi.ADD_TAGS_TO_RESOURCE, tags::addTagsToResource);
    binder.on(SsmApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    binder.on(SsmApi.REMOVE_TAGS_FROM_RESOURCE, tags::removeTagsFromResource);
    ServiceSettingOperations settings = new ServiceSettingOperations(finder);
    binder.on(SsmApi.GET_SERVICE_SETTING, settings::getServiceSetting);
    binder.on(SsmApi.RESET_SERVICE_SETTING, settings::resetServiceSetting);
    binder.on(SsmApi.UPDATE_SERVICE_SETTING, settings::updateServiceSetting);
    bindDocuments(binder);
  }

  private void bindDocuments(Binder binder) {
    DocumentFinder documents = new DocumentFinder(finder);
    DocumentOperations changes = new DocumentOperations(documents, transitions);
    binder.on(SsmApi.CREATE_DOCUMENT, changes::createDocument);
    binder.on(SsmApi.DELETE_DOCUMENT, changes::deleteDocument);
    binder.on(SsmApi.UPDATE_DOCUMENT, changes::updateDocument);
    binder.on(SsmApi.UPDATE_DOCUMENT_DEFAULT_VERSION, changes::updateDocumentDefaultVersion);
    DocumentReadOperations reads = new DocumentReadOperations(documents);
    binder.on(SsmApi.DESCRIBE_DOCUMENT, reads::describeDocument);
    binder.on(SsmApi.GET_DOCUMENT, reads::getDocument);
    binder.on(SsmApi.LIST_DOCUMENTS, reads::listDocuments);
    binder.on(SsmApi.LIST_DOCUMENT_VERSIONS, reads::listDocumentVersions);
    DocumentPermissionOperations permissions = new DocumentPermissionOperations(documents);
    binder.on(SsmApi.DESCRIBE_DOCUMENT_PERMISSION, permissions::describeDocumentPermission);
    binder.on(SsmApi.MODIFY_DOCUMENT_PERMISSION, permissions::modifyDocumentPermission);
  }

  @Override
  public ServiceAccess access() {
    return SsmAccess.of(finder);
  }
}
