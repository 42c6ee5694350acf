package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transition;
import dev.brume.kms.api.ConnectCustomKeyStoreRequest;
import dev.brume.kms.api.ConnectCustomKeyStoreResponse;
import dev.brume.kms.api.CreateCustomKeyStoreRequest;
import dev.brume.kms.api.CreateCustomKeyStoreResponse;
import dev.brume.kms.api.CustomKeyStoresListEntry;
import dev.brume.kms.api.DeleteCustomKeyStoreRequest;
import dev.brume.kms.api.DeleteCustomKeyStoreResponse;
import dev.brume.kms.api.DescribeCustomKeyStoresRequest;
import dev.brume.kms.api.DescribeCustomKeyStoresResponse;
import dev.brume.kms.api.DisconnectCustomKeyStoreRequest;
import dev.brume.kms.api.DisconnectCustomKeyStoreResponse;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.UpdateCustomKeyStoreRequest;
import dev.brume.kms.api.UpdateCustomKeyStoreResponse;
import dev.brume.kms.api.XksProxyAuthenticationCredentialType;
import dev.brume.kms.api.XksProxyConfigurationType;
import dev.brume.kms.engine.CustomKeyStoreRecord;
import dev.brume.kms.engine.CustomKeyStores;
import dev.brume.kms.engine.ExternalProxy;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Custom key stores. They are stored, and connected and disconnected with AWS's states; no cluster
 * and no proxy is called, and no keys are created in them. Error texts are the API Reference's
 * descriptions.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html">Key
 *     stores</a>
 */
final class CustomKeyStoreOperations {
  private static final String CONNECTED = "CONNECTED";
  private static final String DISCONNECTED = "DISCONNECTED";
  private static final String CLUSTER = "AWS_CLOUDHSM";
  private static final String EXTERNAL = "EXTERNAL_KEY_STORE";
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int ID_LENGTH = 17;

  /** "The connection process can take … up to 20 minutes". */
  private static final Duration CONNECTING = Duration.ofMinutes(15);

  private static final Duration DISCONNECTING = Duration.ofMinutes(1);

  private final KeyFinder finder;
  private final Surroundings surroundings;

  CustomKeyStoreOperations(KeyFinder finder, Surroundings surroundings) {
    this.finder = finder;
    this.surroundings = surroundings;
  }

  CreateCustomKeyStoreResponse createCustomKeyStore(
      RequestContext context, CreateCustomKeyStoreRequest input) {
    ExternalProxy proxy = null;
    if (EXTERNAL.equals(input.customKeyStoreType())) {
      proxy =
          proxy(
              input.xksProxyConnectivity(),
              input.xksProxyAuthenticationCredential(),
              input.xksProxyUriEndpoint(),
              input.xksProxyUriPath(),
              input.xksProxyVpcEndpointServiceName(),
              input.xksProxyVpcEndpointServiceOwner());
      if (proxy == null || !proxy.isComplete()) {
        throw KmsRefusals.invalid("The external key store proxy configuration is not complete.");
      }
    } else if (input.cloudHsmClusterId() == null
        || input.trustAnchorCertificate() == null
        || input.keyStorePassword() == null) {
      throw KmsRefusals.invalid(
          "CloudHsmClusterId, TrustAnchorCertificate and KeyStorePassword are required for an AWS"
              + " CloudHSM key store.");
    }
    CustomKeyStoreRecord store =
        new CustomKeyStoreRecord(
            context.scope().region(),
            "cks-" + surroundings.ids().text(ID_LENGTH, HEXADECIMAL),
            input.customKeyStoreName(),
            surroundings.timeline().nowMillis(),
            proxy == null ? input.cloudHsmClusterId() : null,
            proxy == null ? input.trustAnchorCertificate() : null,
            proxy,
            Transition.settled(DISCONNECTED));
    KmsAccount account = finder.account(context);
    account.run(() -> add(account.customKeyStores(), store));
    return CreateCustomKeyStoreResponse.builder().customKeyStoreId(store.id()).build();
  }

  private static void add(CustomKeyStores stores, CustomKeyStoreRecord store) {
    requireFree(stores, store);
    KmsQuotas.CUSTOM_KEY_STORES.require(
        stores.in(store.region()).count() + 1,
        most ->
            KmsErrors.limitExceededException(
                "You cannot have more than " + most + " custom key stores."));
    stores.put(store);
  }

  private static void requireFree(CustomKeyStores stores, CustomKeyStoreRecord store) {
    if (has(stores, store, CustomKeyStoreRecord::name)) {
      throw KmsErrors.customKeyStoreNameInUseException(
          "The specified custom key store name is already assigned to another custom key store in"
              + " the account.");
    }
    if (has(stores, store, CustomKeyStoreRecord::clusterId)) {
      throw KmsErrors.cloudHsmClusterInUseException(
          "The specified AWS CloudHSM cluster is already associated with an AWS CloudHSM key store"
              + " in the account.");
    }
    if (has(
        stores,
        store,
        each -> each.proxy() == null ? null : each.proxy().endpoint() + each.proxy().path())) {
      throw KmsErrors.xksProxyUriInUseException(
          "The concatenation of the XksProxyUriEndpoint and XksProxyUriPath is already associated"
              + " with another external key store in this AWS Region.");
    }
  }

  /** Whether another store of the region has the same value. */
  private static boolean has(
      CustomKeyStores stores,
      CustomKeyStoreRecord store,
      Function<CustomKeyStoreRecord, String> what) {
    String value = what.apply(store);
    Predicate<CustomKeyStoreRecord> isOther = each -> !each.id().equals(store.id());
    return value != null
        && stores
            .in(store.region())
            .filter(isOther)
            .anyMatch(each -> value.equals(what.apply(each)));
  }

  /** The proxy settings of a request; null if there are none. */
  private static ExternalProxy proxy(
      String connectivity,
      XksProxyAuthenticationCredentialType credential,
      String endpoint,
      String path,
      String vpcService,
      String vpcServiceOwner) {
    ExternalProxy given =
        new ExternalProxy(
            connectivity,
            credential == null ? null : credential.accessKeyId(),
            endpoint,
            path,
            vpcService,
            vpcServiceOwner);
    return given.equals(new ExternalProxy(null, null, null, null, null, null)) ? null : given;
  }

  // ------------------------------------------------------------------------------ changes

  private <T> T with(RequestContext context, String id, Function<CustomKeyStoreRecord, T> step) {
    KmsAccount account = finder.account(context);
    return account.call(
        () -> {
          CustomKeyStoreRecord store = account.customKeyStores().find(context.scope().region(), id);
          if (store == null) {
            throw notFound();
          }
          return step.apply(store);
        });
  }

  private static AwsError notFound() {
    return KmsErrors.customKeyStoreNotFoundException(
        "KMS cannot find a custom key store with the specified key store name or ID.");
  }

  private String state(CustomKeyStoreRecord store) {
    return store.connection().at(surroundings.timeline().nowMillis());
  }

  private void requireState(CustomKeyStoreRecord store, String wanted) {
    if (!state(store).equals(wanted)) {
      throw KmsErrors.customKeyStoreInvalidStateException(
          "The ConnectionState of the custom key store is "
              + state(store)
              + ", and must be "
              + wanted
              + " for this operation.");
    }
  }

  private void pass(
      RequestContext context, CustomKeyStoreRecord store, String over, String to, Duration onAws) {
    Transition next =
        surroundings.transitions().begin(over, to, surroundings.timeline().nowMillis(), onAws);
    finder.account(context).customKeyStores().put(store.with(next));
  }

  ConnectCustomKeyStoreResponse connectCustomKeyStore(
      RequestContext context, ConnectCustomKeyStoreRequest input) {
    return with(
        context,
        input.customKeyStoreId(),
        store -> {
          requireState(store, DISCONNECTED);
          pass(context, store, "CONNECTING", CONNECTED, CONNECTING);
          return ConnectCustomKeyStoreResponse.builder().build();
        });
  }

  DisconnectCustomKeyStoreResponse disconnectCustomKeyStore(
      RequestContext context, DisconnectCustomKeyStoreRequest input) {
    return with(
        context,
        input.customKeyStoreId(),
        store -> {
          requireState(store, CONNECTED);
          pass(context, store, "DISCONNECTING", DISCONNECTED, DISCONNECTING);
          return DisconnectCustomKeyStoreResponse.builder().build();
        });
  }

  DeleteCustomKeyStoreResponse deleteCustomKeyStore(
      RequestContext context, DeleteCustomKeyStoreRequest input) {
    return with(
        context,
        input.customKeyStoreId(),
        store -> {
          requireState(store, DISCONNECTED);
          finder.account(context).customKeyStores().remove(store);
          return DeleteCustomKeyStoreResponse.builder().build();
        });
  }

  UpdateCustomKeyStoreResponse updateCustomKeyStore(
      RequestContext context, UpdateCustomKeyStoreRequest input) {
    ExternalProxy proxy =
        proxy(
            input.xksProxyConnectivity(),
            input.xksProxyAuthenticationCredential(),
            input.xksProxyUriEndpoint(),
            input.xksProxyUriPath(),
            input.xksProxyVpcEndpointServiceName(),
            input.xksProxyVpcEndpointServiceOwner());
    return with(
        context,
        input.customKeyStoreId(),
        store -> {
          if (store.isExternal()
              ? input.cloudHsmClusterId() != null || input.keyStorePassword() != null
              : proxy != null) {
            throw KmsRefusals.invalid(
                "The request has properties of another type of custom key store.");
          }
          if (input.cloudHsmClusterId() != null || input.newCustomKeyStoreName() != null) {
            requireState(store, DISCONNECTED);
          }
          CustomKeyStoreRecord changed =
              store.changed(
                  input.newCustomKeyStoreName(),
                  input.cloudHsmClusterId(),
                  proxy == null ? null : store.proxy().changed(proxy));
          if (changed.isExternal() && !changed.proxy().isComplete()) {
            throw KmsRefusals.invalid(
                "The external key store proxy configuration is not complete.");
          }
          CustomKeyStores stores = finder.account(context).customKeyStores();
          requireFree(stores, changed);
          stores.put(changed);
          return UpdateCustomKeyStoreResponse.builder().build();
        });
  }

  // ------------------------------------------------------------------------------- reading

  DescribeCustomKeyStoresResponse describeCustomKeyStores(
      RequestContext context, DescribeCustomKeyStoresRequest input) {
    String id = input.customKeyStoreId();
    String name = input.customKeyStoreName();
    if (id != null && name != null) {
      throw KmsRefusals.invalid(
          "You can specify CustomKeyStoreId or CustomKeyStoreName, but not both.");
    }
    PageTokens tokens =
        PageTokens.of(
            KeyFinder.SERVICE,
            "DescribeCustomKeyStores",
            KmsRefusals::invalidMarker,
            context.scope(),
            id,
            name);
    String position = tokens.position(input.marker());
    KmsAccount account = finder.account(context);
    Page<CustomKeyStoresListEntry> page =
        account.call(
            () ->
                tokens
                    .page(
                        account
                            .customKeyStores()
                            .in(context.scope().region())
                            .filter(store -> store.id().compareTo(position) > 0)
                            .filter(store -> id == null || store.id().equals(id))
                            .filter(store -> name == null || store.name().equals(name)),
                        input.limit() == null ? KmsQuotas.LISTED : input.limit(),
                        CustomKeyStoreRecord::id)
                    .map(this::show));
    if (page.elements().isEmpty() && (id != null || name != null)) {
      throw notFound();
    }
    return DescribeCustomKeyStoresResponse.builder()
        .customKeyStores(page.elements())
        .nextMarker(page.nextToken())
        .truncated(page.nextToken() != null)
        .build();
  }

  private CustomKeyStoresListEntry show(CustomKeyStoreRecord store) {
    ExternalProxy proxy = store.proxy();
    return CustomKeyStoresListEntry.builder()
        .customKeyStoreId(store.id())
        .customKeyStoreName(store.name())
        .customKeyStoreType(store.isExternal() ? EXTERNAL : CLUSTER)
        .cloudHsmClusterId(store.clusterId())
        .trustAnchorCertificate(store.certificate())
        .connectionState(state(store))
        .creationDate(Instant.ofEpochMilli(store.createdMillis()))
        .xksProxyConfiguration(
            proxy == null
                ? null
                : XksProxyConfigurationType.builder()
                    .connectivity(proxy.connectivity())
                    .accessKeyId(proxy.accessKeyId())
                    .uriEndpoint(proxy.endpoint())
                    .uriPath(proxy.path())
                    .vpcEndpointServiceName(proxy.vpcService())
                    .vpcEndpointServiceOwner(proxy.vpcServiceOwner())
                    .build())
        .build();
  }
}
