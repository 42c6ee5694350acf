package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;

/**
 * Passwords for single services.
 *
 * <p>Source of truth: answers recorded on AWS, iam ("IAMServiceSpecificCredentials").
 */
class ServiceCredentialsTest {
  private final IamClients root = IamClients.fresh();

  @BeforeEach
  void aUser() {
    root.iam.createUser(r -> r.userName("eve"));
  }

  private ServiceSpecificCredential create(String service) {
    return root.iam
        .createServiceSpecificCredential(r -> r.userName("eve").serviceName(service))
        .serviceSpecificCredential();
  }

  @ParameterizedTest
  @ValueSource(strings = {"codecommit.amazonaws.com", "cassandra.amazonaws.com"})
  void aCredentialLives(String service) {
    ServiceSpecificCredential created = create(service);
    String id = created.serviceSpecificCredentialId();
    assertThat(created.serviceUserName()).isEqualTo("eve-at-" + root.id);
    assertThat(created.statusAsString()).isEqualTo("Active");

    root.iam.updateServiceSpecificCredential(
        r -> r.userName("eve").serviceSpecificCredentialId(id).status("Inactive"));
    assertThat(
            root.iam
                .listServiceSpecificCredentials(r -> r.userName("eve"))
                .serviceSpecificCredentials()
                .getFirst()
                .statusAsString())
        .isEqualTo("Inactive");
    ServiceSpecificCredential reset =
        root.iam
            .resetServiceSpecificCredential(r -> r.userName("eve").serviceSpecificCredentialId(id))
            .serviceSpecificCredential();
    assertThat(reset.servicePassword()).isNotEqualTo(created.servicePassword());
    assertThat(reset.statusAsString()).isEqualTo("Inactive");
    root.iam.deleteServiceSpecificCredential(
        r -> r.userName("eve").serviceSpecificCredentialId(id));
    root.iam.deleteUser(r -> r.userName("eve"));
  }

  @Test
  void theUserIsLookedForFirst() {
    assertRefused(
        () ->
            root.iam.createServiceSpecificCredential(
                r -> r.userName("non-existent-user").serviceName("non-existent-service")),
        404,
        "NoSuchEntity",
        "The user with name non-existent-user cannot be found.");
  }

  @Test
  void anIdIsAWordOfSomething() {
    assertRefused(
        () ->
            root.iam.updateServiceSpecificCredential(
                r ->
                    r.userName("eve")
                        .serviceSpecificCredentialId("totally-wrong-credential-id-with-hyphens")
                        .status("Active")),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'serviceSpecificCredentialId' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern: [\\w]+");
    assertRefused(
        () ->
            root.iam.resetServiceSpecificCredential(
                r ->
                    r.userName("eve").serviceSpecificCredentialId("satisfiesregexbutstillinvalid")),
        404,
        "NoSuchEntity",
        "No such credential satisfiesregexbutstillinvalid exists");
  }

  @Test
  void aStatusIsOneOfTwo() {
    String id = create("codecommit.amazonaws.com").serviceSpecificCredentialId();

    assertRefused(
        () ->
            root.iam.updateServiceSpecificCredential(
                r -> r.userName("eve").serviceSpecificCredentialId(id).status("Invalid")),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must"
            + " satisfy enum value set");
  }
}
