package dev.brume.server.docs;

import dev.brume.core.admin.Coverage;
import dev.brume.server.CoverageOfServer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the documents say is supported is what the services bind. Source of truth: the models of AWS
 * in aws-models, and {@code bind()} of each service.
 */
class CoveragePageTest {
  private static final int COLUMNS = 120;

  private final Collection<Coverage.CoveredService> all = CoverageOfServer.services();
  private final List<Coverage.CoveredService> begun =
      all.stream().filter(service -> !service.done().isEmpty()).toList();
  private final List<Coverage.CoveredService> named =
      all.stream().filter(service -> service.done().isEmpty()).toList();

  @Test
  void coverageNamesEveryOperation() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Coverage\n\n");
    text.append(
        "Generated from the code by `./brume docs`: every operation that AWS's models name");
    text.append(", done or missing.\nA missing one answers status 501 and its own name.\n\n");
    text.append(table(begun));
    begun.forEach(service -> text.append(section(service)));
    text.append("\n## Services of which nothing is done\n\n");
    text.append("They are told apart and their operations are known by name.\n\n");
    text.append("| service | id | operations |\n| --- | --- | ---: |\n");
    for (Coverage.CoveredService service : named) {
      text.append("| %s | `%s` | %d |\n".formatted(service.name(), service.id(), total(service)));
    }
    named.forEach(service -> text.append(folded(service)));
    GeneratedText.whole("docs/coverage.md").mustBe(text.toString());
  }

  @Test
  void theReadmeSumsItUp() throws IOException {
    String names = String.join(", ", named.stream().map(Coverage.CoveredService::name).toList());
    GeneratedText.part("README.md", "coverage")
        .mustBe(
            table(begun)
                + "\n"
                + wrapped("Named only, every operation answers 501: " + names + "."));
  }

  private static String table(List<Coverage.CoveredService> services) {
    StringBuilder text = new StringBuilder("| service | id | done | missing |\n");
    text.append("| --- | --- | ---: | ---: |\n");
    for (Coverage.CoveredService service : services) {
      text.append(
          "| %s | `%s` | %d | %d |\n"
              .formatted(
                  service.name(), service.id(), service.done().size(), service.missing().size()));
    }
    return text.toString();
  }

  private static String section(Coverage.CoveredService service) {
    StringBuilder text = new StringBuilder("\n## " + service.name() + "\n\n");
    text.append(wrapped("Done: " + String.join(", ", service.done()) + "."));
    String missing = service.missing().isEmpty() ? "none" : String.join(", ", service.missing());
    return text.append('\n').append(wrapped("Missing: " + missing + ".")).toString();
  }

  private static String folded(Coverage.CoveredService service) {
    return "\n<details>\n<summary>"
        + service.name()
        + "</summary>\n\n"
        + wrapped(String.join(", ", service.missing()) + ".")
        + "\n</details>\n";
  }

  private static int total(Coverage.CoveredService service) {
    return service.done().size() + service.missing().size();
  }

  private static String wrapped(String words) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : words.split(" ")) {
      if (column > 0 && column + 1 + word.length() > COLUMNS) {
        text.append('\n');
        column = 0;
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.append('\n').toString();
  }
}
