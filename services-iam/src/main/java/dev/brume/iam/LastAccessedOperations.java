package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.iam.api.EntityDetails;
import dev.brume.iam.api.EntityInfo;
import dev.brume.iam.api.GenerateServiceLastAccessedDetailsRequest;
import dev.brume.iam.api.GenerateServiceLastAccessedDetailsResponse;
import dev.brume.iam.api.GetServiceLastAccessedDetailsRequest;
import dev.brume.iam.api.GetServiceLastAccessedDetailsResponse;
import dev.brume.iam.api.GetServiceLastAccessedDetailsWithEntitiesRequest;
import dev.brume.iam.api.GetServiceLastAccessedDetailsWithEntitiesResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ServiceLastAccessed;
import dev.brume.iam.engine.AccessReportRecord;
import dev.brume.iam.engine.AccessReportRecord.EntityAccess;
import dev.brume.iam.engine.AccessReportRecord.ReportedService;
import dev.brume.iam.engine.Entity;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.ServiceUseRecord;
import dev.brume.iam.engine.UserRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reports of the services that users, groups, roles and policies give access to, and of when they
 * were last used. They are done at once, and know the services of this server.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html">GenerateServiceLastAccessedDetails</a>
 */
final class LastAccessedOperations {
  private static final String COMPLETED = "COMPLETED";
  private static final Comparator<EntityAccess> LATEST_FIRST =
      Comparator.comparing(
              EntityAccess::millis, Comparator.nullsLast(Comparator.<Long>reverseOrder()))
          .thenComparing(EntityAccess::arn);

  GenerateServiceLastAccessedDetailsResponse generateServiceLastAccessedDetails(
      IamAccount account, GenerateServiceLastAccessedDetailsRequest input) {
    if ("ACTION_LEVEL".equals(input.granularity())) {
      throw AwsError.server(
          "NotImplemented", 501, "The granularity ACTION_LEVEL is not implemented.");
    }
    List<Holder> holders = new ArrayList<>();
    List<String> documents = documents(account, input.arn(), holders);
    List<ReportedService> services = new ArrayList<>();
    for (String namespace : AccessedServices.namespaces()) {
      if (documents.stream()
          .anyMatch(document -> ServiceAccessPolicies.grants(document, namespace))) {
        List<EntityAccess> entities =
            holders.stream()
                .map(holder -> holder.access(account, namespace))
                .sorted(LATEST_FIRST)
                .toList();
        services.add(new ReportedService(namespace, entities));
      }
    }
    String jobId = account.ids().uuid();
    account.uses().put(jobId, new AccessReportRecord(account.nowMillis(), services));
    return GenerateServiceLastAccessedDetailsResponse.builder().jobId(jobId).build();
  }

  /** A user or a role. */
  private record Holder(EntityKind kind, Entity entity, String id) {
    EntityAccess access(IamAccount account, String namespace) {
      ServiceUseRecord use = account.uses().last(id, namespace, account.nowMillis());
      return new EntityAccess(
          account.arn(kind, entity),
          entity.name(),
          kind.name(),
          id,
          entity.path(),
          use == null ? null : use.millis(),
          use == null ? null : use.region());
    }

    static Holder of(UserRecord user) {
      return new Holder(EntityKind.USER, user, user.id());
    }

    static Holder of(RoleRecord role) {
      return new Holder(EntityKind.ROLE, role, role.id());
    }
  }

  /** The policies behind an ARN; those who have them are added to {@code holders}. */
  private static List<String> documents(IamAccount account, String text, List<Holder> holders) {
    Arn arn = Arn.parse(text).orElseThrow(() -> ServiceAccessPolicies.noSuchEntity(text));
    if (arn.resource().startsWith("policy/")) {
      ManagedPolicyRecord policy = account.policies().get(text);
      if (policy == null) {
        throw ServiceAccessPolicies.noSuchEntity(text);
      }
      account.users().all().stream()
          .filter(
              user ->
                  user.permissions().attached().contains(text) || isInGroup(account, user, text))
          .map(Holder::of)
          .forEach(holders::add);
      account.roles().all().stream()
          .filter(role -> role.permissions().attached().contains(text))
          .map(Holder::of)
          .forEach(holders::add);
      return List.of(policy.defaultVersion().document());
    }
    List<ServiceAccessPolicies.Holder> found = ServiceAccessPolicies.holders(account, text);
    switch (found.getFirst().entity()) {
      case UserRecord user -> holders.add(Holder.of(user));
      case RoleRecord role -> holders.add(Holder.of(role));
      case GroupRecord group ->
          account.users().all().stream()
              .filter(user -> user.groups().contains(group.name()))
              .map(Holder::of)
              .forEach(holders::add);
      default -> throw ServiceAccessPolicies.noSuchEntity(text);
    }
    return found.stream().flatMap(holder -> documents(account, holder)).toList();
  }

  private static boolean isInGroup(IamAccount account, UserRecord user, String policyArn) {
    return user.groups().stream()
        .map(account.groups()::get)
        .anyMatch(group -> group != null && group.permissions().attached().contains(policyArn));
  }

  private static Stream<String> documents(IamAccount account, ServiceAccessPolicies.Holder holder) {
    return Stream.concat(
        holder.entity().permissions().inline().values().stream(),
        holder.entity().permissions().attached().stream()
            .map(account.policies()::document)
            .filter(document -> document != null));
  }

  private static AccessReportRecord report(IamAccount account, String jobId) {
    AccessReportRecord report = account.uses().report(jobId);
    if (report == null) {
      throw noJob(jobId);
    }
    return report;
  }

  /** The error for a report that was never asked for. The text is not documented. */
  static AwsError noJob(String jobId) {
    return IamErrors.noSuchEntityException("Job with id " + jobId + " cannot be found.");
  }

  GetServiceLastAccessedDetailsResponse getServiceLastAccessedDetails(
      IamAccount account, GetServiceLastAccessedDetailsRequest input) {
    AccessReportRecord report = report(account, input.jobId());
    MarkedPage<ReportedService> page =
        MarkedPage.of(account, input, report.services(), ReportedService::namespace);
    return GetServiceLastAccessedDetailsResponse.builder()
        .jobStatus(COMPLETED)
        .jobType("SERVICE_LEVEL")
        .jobCreationDate(Responses.moment(report.createdMillis()))
        .jobCompletionDate(Responses.moment(report.createdMillis()))
        .servicesLastAccessed(page.items().stream().map(LastAccessedOperations::show).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static ServiceLastAccessed show(ReportedService service) {
    List<EntityAccess> used =
        service.entities().stream().filter(entity -> entity.millis() != null).toList();
    ServiceLastAccessed.Builder shown =
        ServiceLastAccessed.builder()
            .serviceName(AccessedServices.name(service.namespace()))
            .serviceNamespace(service.namespace())
            .totalAuthenticatedEntities(used.size());
    if (!used.isEmpty()) {
      EntityAccess latest = used.getFirst();
      shown
          .lastAuthenticated(Responses.moment(latest.millis()))
          .lastAuthenticatedEntity(latest.arn())
          .lastAuthenticatedRegion(latest.region());
    }
    return shown.build();
  }

  GetServiceLastAccessedDetailsWithEntitiesResponse getServiceLastAccessedDetailsWithEntities(
      IamAccount account, GetServiceLastAccessedDetailsWithEntitiesRequest input) {
    AccessReportRecord report = report(account, input.jobId());
    List<EntityAccess> entities =
        report.services().stream()
            .filter(service -> service.namespace().equals(input.serviceNamespace()))
            .findFirst()
            .map(ReportedService::entities)
            .orElse(List.of());
    MarkedPage<EntityAccess> page = MarkedPage.of(account, input, entities, EntityAccess::arn);
    return GetServiceLastAccessedDetailsWithEntitiesResponse.builder()
        .jobStatus(COMPLETED)
        .jobCreationDate(Responses.moment(report.createdMillis()))
        .jobCompletionDate(Responses.moment(report.createdMillis()))
        .entityDetailsList(page.items().stream().map(LastAccessedOperations::show).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static EntityDetails show(EntityAccess entity) {
    return EntityDetails.builder()
        .entityInfo(
            EntityInfo.builder()
                .arn(entity.arn())
                .name(entity.name())
                .type(entity.type())
                .id(entity.id())
                .path(entity.path())
                .build())
        .lastAuthenticated(Responses.moment(entity.millis()))
        .build();
  }
}
