package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects in JSON; the first two tests have the documentation's own examples.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-select.html#s3-select-sql-reference-from">FROM
 *     clause</a>
 */
final class JsonInputTest {
  private static final String LINES = "<JSON><Type>LINES</Type></JSON>";
  private static final String DOCUMENT = "<JSON><Type>DOCUMENT</Type></JSON>";

  private static Queries lines(String content) {
    return Queries.over(content).in(LINES).out("<JSON/>");
  }

  private static Queries document(String content) {
    return Queries.over(content).in(DOCUMENT).out("<JSON/>");
  }

  @Test
  void wildcardsGiveAtLeastOneRecord() {
    Queries rules =
        document(
            """
            { "Rules": [ {"id": "1"}, {"expr": "y > x"}, {"id": "2", "expr": "z = DEBUG"} ]}
            { "created": "June 27", "modified": "July 6" }
            """);
    assertThat(rules.select("SELECT id FROM S3Object[*].Rules[*].id"))
        .isEqualTo("{\"id\":\"1\"}\n{}\n{\"id\":\"2\"}\n{}\n");
    assertThat(rules.select("SELECT id FROM S3Object[*].Rules[*].id WHERE id IS NOT MISSING"))
        .isEqualTo("{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    assertThat(rules.select("SELECT COUNT(id), COUNT(*) FROM S3Object[*].Rules[*].id"))
        .isEqualTo("{\"_1\":2,\"_2\":4}\n");
    assertThat(rules.select("SELECT * FROM S3Object[*].Rules[1].expr"))
        .isEqualTo("{\"_1\":\"y > x\"}\n{}\n");
  }

  @Test
  void recordsGoByAliasOrByUnderscoreOne() {
    Queries files =
        lines(
            """
            { "created": "936864000", "dir_name": "important_docs", "files": [ { "name": "." }, { "name": ".." } ], "owner": "Amazon S3" }
            { "created": "936864000", "dir_name": "other_docs", "files": [ { "name": "." } ], "owner": "User" }
            """);
    assertThat(files.select("SELECT d.dir_name, d.files FROM S3Object[*] d"))
        .isEqualTo(
            "{\"dir_name\":\"important_docs\",\"files\":[{\"name\":\".\"},{\"name\":\"..\"}]}\n"
                + "{\"dir_name\":\"other_docs\",\"files\":[{\"name\":\".\"}]}\n");
    assertThat(files.select("SELECT _1.dir_name, _1.owner FROM S3Object[*]"))
        .isEqualTo(
            "{\"dir_name\":\"important_docs\",\"owner\":\"Amazon S3\"}\n"
                + "{\"dir_name\":\"other_docs\",\"owner\":\"User\"}\n");
    assertThat(files.select("SELECT _1.name FROM S3Object[*].files[*]"))
        .isEqualTo("{\"name\":\".\"}\n{\"name\":\"..\"}\n{\"name\":\".\"}\n");
    assertThat(files.select("SELECT f.name FROM S3Object[*].files[*] f LIMIT 2"))
        .isEqualTo("{\"name\":\".\"}\n{\"name\":\"..\"}\n");
    assertThat(files.select("SELECT s.owner, s.files[1].name FROM S3Object s"))
        .isEqualTo("{\"owner\":\"Amazon S3\",\"name\":\"..\"}\n{\"owner\":\"User\"}\n");
  }

  @Test
  void pathsReachThroughObjectsAndArrays() {
    Queries nested = document("{\"a\": {\"x\": [1, [2, 3]], \"y\": 4}, \"A\": 5}");
    assertThat(nested.select("SELECT * FROM S3Object[*].\"a\".*"))
        .isEqualTo("{\"_1\":[1,[2,3]]}\n{\"_1\":4}\n");
    assertThat(nested.select("SELECT v FROM S3Object[*]['a'].x[1][*] v"))
        .isEqualTo("{\"v\":2}\n{\"v\":3}\n");
    assertThat(nested.select("SELECT s.\"a\".* FROM S3Object s"))
        .isEqualTo("{\"x\":[1,[2,3]],\"y\":4}\n");
    nested.refusal("SELECT * FROM S3Object[*].a").isError(400, "AmbiguousFieldName");
    nested.refusal("SELECT s.a FROM S3Object s").isError(400, "AmbiguousFieldName");
  }

  @Test
  void anArrayIsOneRecordUnlessThePathOpensIt() {
    Queries array = document("[{\"i\": 1}, {\"i\": 2}]");
    assertThat(array.select("SELECT * FROM S3Object"))
        .isEqualTo("{\"_1\":[{\"i\":1},{\"i\":2}]}\n");
    assertThat(array.select("SELECT s.i FROM S3Object[*][*] s WHERE s.i > 1"))
        .isEqualTo("{\"i\":2}\n");
    assertThat(array.select("SELECT SUM(s.i), AVG(s.i), MIN(s.i) FROM S3Object[*][*] s"))
        .isEqualTo("{\"_1\":3,\"_2\":1.5,\"_3\":1}\n");
  }

  @Test
  void valuesKeepTheirForm() {
    Queries values = lines("{\"n\":1.0,\"m\":-12e3,\"u\":\"\\u00e9\\n\",\"z\":null,\"t\":true}\n");
    assertThat(values.select("SELECT * FROM S3Object"))
        .isEqualTo("{\"n\":1.0,\"m\":-1.2E+4,\"u\":\"é\\n\",\"z\":null,\"t\":true}\n");
    assertThat(values.out("<CSV/>").select("SELECT * FROM S3Object"))
        .isEqualTo("1.0,-1.2E+4,\"é\n\",,true\n");
  }

  @Test
  void aggregatesOfNothingAreNull() {
    Queries none = lines("{\"i\":null}\n");
    assertThat(none.select("SELECT COUNT(i), SUM(i), AVG(i), MIN(i), MAX(i) FROM S3Object"))
        .isEqualTo("{\"_1\":0,\"_2\":null,\"_3\":null,\"_4\":null,\"_5\":null}\n");
    assertThat(none.select("SELECT COUNT(*) FROM S3Object LIMIT 0")).isEmpty();
  }

  /** What an aggregate gives has the type of what it is given; an average of integers is exact. */
  @Test
  void aggregatesKeepTypes() {
    Queries numbers = lines("{\"i\":1,\"d\":1.5}\n{\"i\":2,\"d\":2.50}\n");
    assertThat(
            numbers.select(
                "SELECT SUM(i), SUM(d), SUM(CAST(i AS FLOAT)), AVG(i), MAX(d),"
                    + " COUNT(*) * 10 FROM S3Object"))
        .isEqualTo("{\"_1\":3,\"_2\":4.00,\"_3\":3.0,\"_4\":1.5,\"_5\":2.50,\"_6\":20}\n");
    lines("{\"i\":9223372036854775807}\n{\"i\":1}\n")
        .refusal("SELECT SUM(i) FROM S3Object")
        .isError(400, "IntegerOverflow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "{a:1}", "{\"a\":1}}", "plain text"})
  void brokenJsonIsRefused(String content) {
    String message = "Error parsing JSON file. Please check the file and try again.";
    lines(content).refusal("SELECT * FROM S3Object").isError(400, "JSONParsingError", message);
    document(content).refusal("SELECT * FROM S3Object").isError(400, "JSONParsingError", message);
  }

  /** In LINES every line is whole, in DOCUMENT values may take any number. */
  @Test
  void linesEndValues() {
    String pretty = "{\n\"a\": 1\n}\n{\"a\": 2}";
    assertThat(document(pretty).select("SELECT a FROM S3Object"))
        .isEqualTo("{\"a\":1}\n{\"a\":2}\n");
    lines(pretty).refusal("SELECT a FROM S3Object").isError(400, "JSONParsingError");
    assertThat(lines("{\"a\":1}\r\n\r\n{\"a\":2}").select("SELECT a FROM S3Object"))
        .isEqualTo("{\"a\":1}\n{\"a\":2}\n");
  }

  @Test
  void nestingIsBounded() {
    document("[".repeat(100_000))
        .refusal("SELECT * FROM S3Object")
        .isError(400, "JSONParsingError");
  }

  /** A record is what the path leads to: a document of any size may have small ones. */
  @Test
  void recordsHaveAtMostOneMegabyteAndDocumentsAnySize() {
    StringBuilder large = new StringBuilder("{\"items\":[");
    for (int i = 0; i < 3_000; i++) {
      large.append("{\"k\":\"").append("x".repeat(1000)).append("\"},");
    }
    large.append("0]}");
    assertThat(document(large.toString()).select("SELECT COUNT(*) FROM S3Object[*].items[*]"))
        .isEqualTo("{\"_1\":3001}\n");
    document(large.toString()).refusal("SELECT * FROM S3Object").isError(400, "OverMaxRecordSize");
  }
}
