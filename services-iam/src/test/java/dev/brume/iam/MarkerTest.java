package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Markers: "Use this parameter only when paginating results and only after you receive a response
 * indicating that the results are truncated. Set it to the value of the Marker element in the
 * response that you received." That others are refused so is recorded nowhere: the words are not
 * known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">ListUsers</a>
 */
class MarkerTest {
  private final WireClient iam = IamTestServer.in(Authorizer.Mode.OFF).client(IamApi.SERVICE);

  @BeforeEach
  void makeUsers() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      iam.ok("CreateUser", "UserName", name);
    }
  }

  private static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.path("Users").forEach(user -> names.add(user.path("UserName").asText()));
    return names;
  }

  private static String marker(JsonNode answer) {
    return answer.path("Marker").asText();
  }

  @Test
  void goOnWhereThePageEnded() {
    JsonNode first = iam.ok("ListUsers", "MaxItems", 2);
    assertThat(names(first)).containsExactly("a", "b");
    JsonNode second = iam.ok("ListUsers", "MaxItems", 2, "Marker", marker(first));
    assertThat(names(second)).containsExactly("c", "d");
    JsonNode last = iam.ok("ListUsers", "Marker", marker(second));
    assertThat(names(last)).containsExactly("e");
    assertThat(last.path("IsTruncated").asBoolean()).isFalse();
  }

  @Test
  void goOnWhereWhatWasListedHasBeenDeleted() {
    JsonNode first = iam.ok("ListUsers", "MaxItems", 2);
    iam.ok("DeleteUser", "UserName", "a");
    iam.ok("DeleteUser", "UserName", "b");
    assertThat(names(iam.ok("ListUsers", "Marker", marker(first)))).containsExactly("c", "d", "e");
  }

  @Test
  void areGoodForTheirOwnListOnly() {
    iam.ok("CreateGroup", "GroupName", "b");
    iam.ok("CreateGroup", "GroupName", "c");
    String marker = marker(iam.ok("ListUsers", "MaxItems", 2));
    iam.call("ListGroups", "Marker", marker).isError(400, "ValidationError");
    iam.call("ListUsers", "PathPrefix", "/x/", "Marker", marker).isError(400, "ValidationError");
    iam.as("210987654321").call("ListUsers", "Marker", marker).isError(400, "ValidationError");
    iam.call("ListUsers", "Marker", "Yg==").isError(400, "ValidationError");
  }
}
