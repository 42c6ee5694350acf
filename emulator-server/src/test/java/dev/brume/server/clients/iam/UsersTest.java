package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Users, their groups, keys and tags.
 *
 * <p>Source of truth: answers recorded on AWS, iam ("iam user access key", "IAMPolicyEncoding"),
 * and <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html">CreateUser</a>
 * with its neighbours. Texts that neither has are those that users of AWS report.
 */
class UsersTest {
  private final IamClients root = IamClients.fresh();

  @Test
  void aUserHasAnArnOfHisPath() {
    User user = root.iam.createUser(r -> r.userName("eve").path("/a/b/")).user();

    assertThat(user.arn()).isEqualTo(root.arn("user/a/b/eve"));
    assertThat(user.userId()).hasSize(21).startsWith("AIDA");
    assertRefused(
        () -> root.iam.createUser(r -> r.userName("EVE")),
        409,
        "EntityAlreadyExists",
        "User with name EVE already exists.");
    assertRefused(
        () -> root.iam.getUser(r -> r.userName("nobody")),
        404,
        "NoSuchEntity",
        "The user with name nobody cannot be found.");
  }

  @Test
  void aUserHasTwoKeysAtMost() {
    root.iam.createUser(r -> r.userName("eve"));
    AccessKey first = root.iam.createAccessKey(r -> r.userName("eve")).accessKey();
    root.iam.createAccessKey(r -> r.userName("eve"));

    assertRefused(
        () -> root.iam.createAccessKey(r -> r.userName("eve")),
        409,
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2");
    root.iam.updateAccessKey(
        r -> r.userName("eve").accessKeyId(first.accessKeyId()).status("Inactive"));
    assertThat(root.iam.listAccessKeys(r -> r.userName("eve")).accessKeyMetadata())
        .anySatisfy(
            key -> {
              assertThat(key.accessKeyId()).isEqualTo(first.accessKeyId());
              assertThat(key.statusAsString()).isEqualTo("Inactive");
            });
    assertRefused(
        () -> root.iam.deleteUser(r -> r.userName("eve")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete access keys first.");
  }

  @Test
  void whoAsksForHimselfNeedsNoName() {
    root.iam.createUser(r -> r.userName("eve"));
    AccessKey key = root.iam.createAccessKey(r -> r.userName("eve")).accessKey();
    IamClients eve = root.as(key.accessKeyId(), key.secretAccessKey());

    assertThat(eve.iam.getUser().user().userName()).isEqualTo("eve");
    assertThat(eve.iam.listAccessKeys().accessKeyMetadata()).hasSize(1);
    assertThat(root.iam.getUser().user().arn()).isEqualTo(root.arn("root"));
  }

  @Test
  void groupsHoldUsers() {
    root.iam.createUser(r -> r.userName("eve"));
    root.iam.createGroup(r -> r.groupName("staff"));
    root.iam.addUserToGroup(r -> r.groupName("staff").userName("eve"));

    assertThat(root.iam.getGroup(r -> r.groupName("staff")).users())
        .extracting(User::userName)
        .containsExactly("eve");
    assertThat(root.iam.listGroupsForUser(r -> r.userName("eve")).groups())
        .extracting(Group::groupName)
        .containsExactly("staff");
    assertRefused(
        () -> root.iam.deleteGroup(r -> r.groupName("staff")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must remove users from group first.");
    root.iam.updateGroup(r -> r.groupName("staff").newGroupName("people"));
    assertThat(root.iam.listGroupsForUser(r -> r.userName("eve")).groups())
        .extracting(Group::arn)
        .containsExactly(root.arn("group/people"));
  }

  /** Answer recorded on AWS, iam, "put group policy encoding": what is encoded stays so. */
  @Test
  void aDocumentComesBackAsItWas() {
    String document =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "[\"apigatway:PUT\"],\"Resource\":[\"arn:aws:apigateway:us-east-1::/tags/"
            + "arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Faaeeieije\"]}]}";
    root.iam.createGroup(r -> r.groupName("g"));
    root.iam.putGroupPolicy(r -> r.groupName("g").policyName("p").policyDocument(document));

    String found = root.iam.getGroupPolicy(r -> r.groupName("g").policyName("p")).policyDocument();

    assertThat(URLDecoder.decode(found, StandardCharsets.UTF_8)).isEqualTo(document);
  }

  /** "Tag keys are case insensitive": the later key replaces the former. */
  @Test
  void tagsAreOneForEachKeyWhateverItsCase() {
    root.iam.createUser(
        r -> r.userName("eve").tags(Tag.builder().key("Team").value("red").build()));
    root.iam.tagUser(r -> r.userName("eve").tags(Tag.builder().key("team").value("blue").build()));

    List<Tag> tags = root.iam.listUserTags(r -> r.userName("eve")).tags();
    assertThat(tags).containsExactly(Tag.builder().key("team").value("blue").build());
    root.iam.untagUser(r -> r.userName("eve").tagKeys("team"));
    assertThat(root.iam.listUserTags(r -> r.userName("eve")).tags()).isEmpty();
  }

  @Test
  void aNewNameKeepsWhatTheUserHas() {
    User before = root.iam.createUser(r -> r.userName("eve")).user();
    AccessKey key = root.iam.createAccessKey(r -> r.userName("eve")).accessKey();
    root.iam.updateUser(r -> r.userName("eve").newUserName("adam"));

    assertThat(root.iam.getUser(r -> r.userName("adam")).user().userId())
        .isEqualTo(before.userId());
    assertThat(root.as(key.accessKeyId(), "x").sts.getCallerIdentity().arn())
        .isEqualTo(root.arn("user/adam"));
  }
}
