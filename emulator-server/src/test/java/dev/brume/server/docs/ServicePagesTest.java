package dev.brume.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.admin.Coverage;
import dev.brume.server.CoverageOfServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every service that is offered has a page, which shows its operations and is reached from the
 * site's menu. Source of truth: {@code bind()} of each service, docs of this project.
 */
class ServicePagesTest {
  private static final Path DOCUMENTS = Path.of("..", "docs");
  private static final Pattern SUPPORT = Pattern.compile("<!-- support: ([a-z0-9 ]+) -->");

  private static List<String> pages() throws IOException {
    try (Stream<Path> pages = Files.list(DOCUMENTS.resolve("services"))) {
      return pages.map(page -> "services/" + page.getFileName()).sorted().toList();
    }
  }

  @Test
  void everyServiceHasOne() throws IOException {
    TreeSet<String> offered = new TreeSet<>();
    for (Coverage.CoveredService service : CoverageOfServer.services()) {
      if (!service.done().isEmpty()) {
        offered.add(service.id());
      }
    }
    TreeSet<String> supported = new TreeSet<>();
    for (String page : pages()) {
      SUPPORT
          .matcher(Files.readString(DOCUMENTS.resolve(page)))
          .results()
          .forEach(found -> supported.addAll(List.of(found.group(1).split(" "))));
    }
    assertThat(supported).as("the ids after 'support:' in docs/services").isEqualTo(offered);
  }

  @Test
  void theMenuNamesEach() throws IOException {
    String menu = Files.readString(Path.of("..", "mkdocs.yml"));
    for (String page : pages()) {
      assertThat(menu).contains(": " + page + "\n");
    }
  }
}
