package dev.brume.core.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AWS's common rules for tags.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">Tag naming
 *     limits and requirements</a>
 */
class TagRulesTest {
  private static final TagRules COMMON =
      TagRules.common((fault, key, value) -> AwsError.client(fault.name(), 400, key));

  private record Tag(String key, String value) {}

  private static Map<String, String> check(TagRules rules, Tag... tags) {
    return rules.checked(List.of(tags), Tag::key, Tag::value);
  }

  private static void refused(TagRules rules, Fault fault, Tag... tags) {
    assertThatThrownBy(() -> check(rules, tags))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo(fault.name()));
  }

  private static Tag[] many(int count) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tags.add(new Tag("key" + i, "v"));
    }
    return tags.toArray(Tag[]::new);
  }

  @Test
  void allowLettersOfAllScriptsAndSomeSigns() {
    Tag tag = new Tag("Straße 1 _.:/=+-@", "値");
    assertThat(check(COMMON, tag, new Tag("b", "")))
        .containsExactly(Map.entry("Straße 1 _.:/=+-@", "値"), Map.entry("b", ""));
    assertThat(check(COMMON, new Tag("k".repeat(128), "v".repeat(256)))).hasSize(1);
    assertThat(check(COMMON, many(50))).hasSize(50);
    assertThat(COMMON.checked(null, Tag::key, Tag::value)).isEmpty();
    assertThat(COMMON.checked(Map.of("a", "b"))).containsEntry("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "'',v,KEY_LENGTH",
    ",v,NO_KEY",
    "k,,NO_VALUE",
    "a#b,v,KEY_CHARACTERS",
    "k,a#b,VALUE_CHARACTERS",
    "aws:x,v,RESERVED_KEY",
    "AWS:x,v,RESERVED_KEY",
  })
  void refuseWhatNoTagCanBe(String key, String value, Fault fault) {
    refused(COMMON, fault, new Tag(key, value));
  }

  @Test
  void refuseWhatIsTooLongOrTooMuch() {
    refused(COMMON, Fault.KEY_LENGTH, new Tag("k".repeat(129), "v"));
    refused(COMMON, Fault.VALUE_LENGTH, new Tag("k", "v".repeat(257)));
    refused(COMMON, Fault.TOO_MANY, many(51));
    refused(COMMON, Fault.DUPLICATE_KEY, new Tag("k", "1"), new Tag("k", "2"));
    refused(COMMON.withMaxCount(1), Fault.TOO_MANY, many(2));
  }

  @Test
  void countCharactersAsTheServiceDoes() {
    Tag tag = new Tag("𝒳".repeat(128), "v");
    assertThat(check(COMMON, tag)).hasSize(1);
    refused(COMMON.countingUtf16(), Fault.KEY_LENGTH, tag);
  }

  @Test
  void checkInTheServicesOrder() {
    Tag bad = new Tag("aws:#", "v");
    refused(COMMON, Fault.KEY_CHARACTERS, bad);
    refused(COMMON.inOrder(Fault.RESERVED_KEY, Fault.KEY_CHARACTERS), Fault.RESERVED_KEY, bad);
    Tag[] manyWithABadOne = many(51);
    manyWithABadOne[0] = bad;
    refused(COMMON, Fault.KEY_CHARACTERS, manyWithABadOne);
    refused(COMMON.inOrder(Fault.TOO_MANY, Fault.KEY_CHARACTERS), Fault.TOO_MANY, manyWithABadOne);
  }

  @Test
  void holdForWhatComesTogether() {
    Map<String, String> known = check(COMMON, many(49));
    assertThat(COMMON.merged(known, Map.of("key3", "new")))
        .hasSize(49)
        .containsEntry("key3", "new");
    assertThat(COMMON.merged(known, Map.of("a", "1"))).hasSize(50);
    assertThatThrownBy(() -> COMMON.merged(known, Map.of("a", "1", "b", "2")))
        .isInstanceOf(AwsError.class);
  }

  /** "Tag key names are not case-sensitive": IAM's page of tags. */
  @Test
  void mayTakeKeysForTheSameThatDifferInCase() {
    TagRules rules = COMMON.ignoringCase();
    refused(rules, Fault.DUPLICATE_KEY, new Tag("team", "a"), new Tag("Team", "b"));
    Map<String, String> given = check(rules, new Tag("TEAM", "c"));
    assertThat(rules.merged(Map.of("team", "a"), given)).isEqualTo(Map.of("TEAM", "c"));
    assertThat(COMMON.merged(Map.of("team", "a"), check(COMMON, new Tag("TEAM", "c")))).hasSize(2);
  }
}
