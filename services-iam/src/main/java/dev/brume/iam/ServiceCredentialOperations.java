package dev.brume.iam;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.iam.api.CreateServiceSpecificCredentialRequest;
import dev.brume.iam.api.CreateServiceSpecificCredentialResponse;
import dev.brume.iam.api.DeleteServiceSpecificCredentialRequest;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListServiceSpecificCredentialsRequest;
import dev.brume.iam.api.ListServiceSpecificCredentialsResponse;
import dev.brume.iam.api.ResetServiceSpecificCredentialRequest;
import dev.brume.iam.api.ResetServiceSpecificCredentialResponse;
import dev.brume.iam.api.ServiceSpecificCredential;
import dev.brume.iam.api.ServiceSpecificCredentialMetadata;
import dev.brume.iam.api.UpdateServiceSpecificCredentialRequest;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.ServiceCredentialRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * User names and passwords for single services.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html">CreateServiceSpecificCredential</a>
 */
final class ServiceCredentialOperations {
  private static final String PASSWORD_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int PASSWORD_LENGTH = 60;
  private static final String ID_PREFIX = "ACCA";

  /**
   * Services with a password by AWS's documentation; Bedrock and the logs have an expiring secret.
   */
  private static final Set<String> WITH_PASSWORD =
      Set.of("codecommit.amazonaws.com", "cassandra.amazonaws.com");

  private static final Set<String> WITH_SECRET =
      Set.of("bedrock.amazonaws.com", "logs.amazonaws.com");

  private final IamCallers callers;

  ServiceCredentialOperations(IamCallers callers) {
    this.callers = callers;
  }

  private String user(IamAccount account, RequestContext context, String named) {
    return account
        .users()
        .find(named == null ? callers.requireUser(account, context) : named)
        .name();
  }

  CreateServiceSpecificCredentialResponse createServiceSpecificCredential(
      IamAccount account, RequestContext context, CreateServiceSpecificCredentialRequest input) {
    String user = user(account, context, input.userName());
    String service = input.serviceName();
    boolean secret = WITH_SECRET.contains(service);
    if (!secret && !WITH_PASSWORD.contains(service)) {
      throw IamErrors.noSuchEntityException(
          "No such service " + service + " is supported for Service Specific Credentials");
    }
    if (input.credentialAgeDays() != null && !secret) {
      throw IamErrors.invalidInputException(
          "Credentials of " + service + " cannot be given an age.");
    }
    long present =
        account.credentials().servicesOf(user).stream()
            .filter(each -> each.service().equals(service))
            .count();
    if (present >= IamQuotas.SERVICE_CREDENTIALS_PER_SERVICE) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for ServiceSpecificCredentialsPerUser: "
              + IamQuotas.SERVICE_CREDENTIALS_PER_SERVICE);
    }
    long now = account.nowMillis();
    ServiceCredentialRecord credential =
        new ServiceCredentialRecord(
            account.ids().unique(ID_PREFIX),
            user,
            service,
            user + (present == 0 ? "" : "+" + present) + "-at-" + account.id(),
            password(account),
            true,
            now,
            input.credentialAgeDays() == null
                ? null
                : now + Duration.ofDays(input.credentialAgeDays()).toMillis());
    account.credentials().services().put(credential.id(), credential);
    return CreateServiceSpecificCredentialResponse.builder()
        .serviceSpecificCredential(inFull(credential))
        .build();
  }

  private static String password(IamAccount account) {
    return account.ids().text(PASSWORD_LENGTH - 1, PASSWORD_ALPHABET) + "=";
  }

  private static ServiceSpecificCredential inFull(ServiceCredentialRecord credential) {
    boolean secret = WITH_SECRET.contains(credential.service());
    return ServiceSpecificCredential.builder()
        .createDate(Responses.moment(credential.createdMillis()))
        .expirationDate(Responses.moment(credential.expiresMillis()))
        .serviceName(credential.service())
        .serviceUserName(secret ? null : credential.userName())
        .servicePassword(secret ? null : credential.password())
        .serviceCredentialAlias(secret ? credential.userName() : null)
        .serviceCredentialSecret(secret ? credential.password() : null)
        .serviceSpecificCredentialId(credential.id())
        .userName(credential.user())
        .status(status(credential))
        .build();
  }

  private static String status(ServiceCredentialRecord credential) {
    return credential.active() ? "Active" : "Inactive";
  }

  ListServiceSpecificCredentialsResponse listServiceSpecificCredentials(
      IamAccount account, RequestContext context, ListServiceSpecificCredentialsRequest input) {
    List<ServiceCredentialRecord> all =
        Boolean.TRUE.equals(input.allUsers())
            ? account.users().all().stream()
                .flatMap(user -> account.credentials().servicesOf(user.name()).stream())
                .toList()
            : account.credentials().servicesOf(user(account, context, input.userName()));
    List<ServiceCredentialRecord> wanted =
        all.stream()
            .filter(
                each -> input.serviceName() == null || each.service().equals(input.serviceName()))
            .toList();
    MarkedPage<ServiceCredentialRecord> page =
        MarkedPage.of(account, input, wanted, ServiceCredentialRecord::id);
    return ListServiceSpecificCredentialsResponse.builder()
        .serviceSpecificCredentials(
            page.items().stream().map(ServiceCredentialOperations::metadata).toList())
        .isTruncated(page.isTruncated() ? true : null)
        .marker(page.marker())
        .build();
  }

  private static ServiceSpecificCredentialMetadata metadata(ServiceCredentialRecord credential) {
    boolean secret = WITH_SECRET.contains(credential.service());
    return ServiceSpecificCredentialMetadata.builder()
        .userName(credential.user())
        .status(status(credential))
        .serviceUserName(secret ? null : credential.userName())
        .serviceCredentialAlias(secret ? credential.userName() : null)
        .createDate(Responses.moment(credential.createdMillis()))
        .expirationDate(Responses.moment(credential.expiresMillis()))
        .serviceSpecificCredentialId(credential.id())
        .serviceName(credential.service())
        .build();
  }

  private ServiceCredentialRecord find(
      IamAccount account, RequestContext context, String user, String id) {
    String owner = user(account, context, user);
    ServiceCredentialRecord credential = account.credentials().services().get(id);
    if (credential == null || !credential.user().equals(owner)) {
      throw IamErrors.noSuchEntityException("No such credential " + id + " exists");
    }
    return credential;
  }

  Unit updateServiceSpecificCredential(
      IamAccount account, RequestContext context, UpdateServiceSpecificCredentialRequest input) {
    ServiceCredentialRecord credential =
        find(account, context, input.userName(), input.serviceSpecificCredentialId());
    account
        .credentials()
        .services()
        .put(credential.id(), credential.activated(input.status().equals("Active")));
    return Unit.INSTANCE;
  }

  ResetServiceSpecificCredentialResponse resetServiceSpecificCredential(
      IamAccount account, RequestContext context, ResetServiceSpecificCredentialRequest input) {
    ServiceCredentialRecord changed =
        find(account, context, input.userName(), input.serviceSpecificCredentialId())
            .withPassword(password(account));
    account.credentials().services().put(changed.id(), changed);
    return ResetServiceSpecificCredentialResponse.builder()
        .serviceSpecificCredential(inFull(changed))
        .build();
  }

  Unit deleteServiceSpecificCredential(
      IamAccount account, RequestContext context, DeleteServiceSpecificCredentialRequest input) {
    ServiceCredentialRecord credential =
        find(account, context, input.userName(), input.serviceSpecificCredentialId());
    account.credentials().services().remove(credential.id());
    return Unit.INSTANCE;
  }
}
