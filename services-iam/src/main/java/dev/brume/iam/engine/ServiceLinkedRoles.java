package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.core.state.Table;
import dev.brume.iam.api.IamErrors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Service-linked roles.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html">Create
 *     a service-linked role</a>
 */
public final class ServiceLinkedRoles {
  private static final String RESOURCE = "service-linked-roles.tsv";
  private static final String PATH = "/aws-service-role/";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}";

  /** AWS's definition of a service's role. */
  private record Template(
      String service, String role, String policy, boolean suffix, String description) {}

  /** Read once, on first access. */
  private static final class Known {
    static final Map<String, Template> BY_SERVICE = read();

    private static Map<String, Template> read() {
      Map<String, Template> templates = new HashMap<>();
      try (InputStream resource = ServiceLinkedRoles.class.getResourceAsStream(RESOURCE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            String[] parts = line.split("\t");
            String description = parts.length > 4 ? parts[4] : null;
            templates.put(
                parts[0],
                new Template(parts[0], parts[1], parts[2], parts[3].equals("suffix"), description));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return templates;
    }
  }

  private final IamAccount account;
  private final Table<String, DeletionTaskRecord> deletions;

  ServiceLinkedRoles(IamAccount account, Table<String, DeletionTaskRecord> deletions) {
    this.account = account;
    this.deletions = deletions;
  }

  /**
   * Creates a service-linked role.
   *
   * @param service such as {@code ecs.amazonaws.com}
   * @param suffix null for the default name
   * @param description null for the default
   * @throws AwsError InvalidInput
   */
  public RoleRecord create(String service, String suffix, String description) {
    Template template = Known.BY_SERVICE.get(service);
    if (template == null) {
      throw IamErrors.invalidInputException(
          "Service-linked roles of " + service + " are not supported.");
    }
    if (suffix != null && !template.suffix()) {
      throw IamErrors.invalidInputException("Custom suffix is not allowed for " + service);
    }
    String name = template.role() + (suffix == null ? "" : "_" + suffix);
    if (account.roles().get(name) != null) {
      throw IamErrors.invalidInputException(
          "Service role name "
              + name
              + " has been taken in this account, please try a different suffix.");
    }
    String policy =
        new Arn(account.partition(), "iam", "", "aws", "policy" + PATH + template.policy())
            .toString();
    RoleRecord role =
        new RoleRecord(
            name,
            PATH + service + "/",
            account.ids().unique(EntityKind.ROLE.idPrefix()),
            account.nowMillis(),
            TRUST.formatted(service),
            description == null ? template.description() : description,
            IamQuotas.DEFAULT_SESSION_SECONDS,
            Map.of(),
            new Permissions(Map.of(), List.of(policy), null),
            null,
            null,
            service);
    account.roles().put(role);
    return role;
  }

  /**
   * Deletes a service-linked role: no service here uses such roles, so nothing prevents it.
   *
   * @return the id of the task
   * @throws AwsError NoSuchEntity
   */
  public String delete(String name) {
    RoleRecord role = account.roles().find(name);
    if (role.service() == null) {
      throw IamErrors.noSuchEntityException(EntityKind.ROLE.missing(name));
    }
    account.uses().forget(role.id());
    account.roles().remove(name);
    String task = "task" + role.path() + name + "/" + account.ids().uuid();
    deletions.put(task, new DeletionTaskRecord(task, name));
    return task;
  }

  /**
   * The status of a deletion.
   *
   * @throws AwsError NoSuchEntity if there was none with that id
   */
  public String deletionStatus(String task) {
    if (deletions.get(task) == null) {
      throw IamErrors.noSuchEntityException("Deletion task id " + task + " cannot be found.");
    }
    return "SUCCEEDED";
  }

  /**
   * Refuses to change a service-linked role.
   *
   * @throws AwsError UnmodifiableEntity
   */
  public static void requireOwn(RoleRecord role) {
    if (role.service() != null) {
      throw IamErrors.unmodifiableEntityException(
          "Cannot perform the operation on the protected role '"
              + role.name()
              + "' - this role is only modifiable by AWS");
    }
  }
}
