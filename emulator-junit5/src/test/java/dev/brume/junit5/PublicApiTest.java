package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.core.time.ControllableTimeline;
import dev.brume.server.Brume;
import dev.brume.server.Requests;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/api.txt lists what users compile against, so that a change is seen in review; {@code
 * -Dbrume.renew=true} writes it anew. Source of truth: docs/releasing.md of this project.
 */
class PublicApiTest {
  private static final List<Class<?>> API =
      List.of(
          BrumeTest.class,
          StartingTable.class,
          Emulated.class,
          BrumeExtension.class,
          Brume.class,
          Brume.Builder.class,
          Requests.class,
          ControllableTimeline.class,
          Store.Snapshot.class);

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
        .map(type -> type.getTypeName())
        .toList()
        .toString()
        .replace('[', '(')
        .replace(']', ')');
  }

  private static Stream<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (isOpen(field.getModifiers())) {
        members.add(field.getGenericType().getTypeName() + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isOpen(constructor.getModifiers())) {
        members.add("new " + parameters(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isOpen(method.getModifiers()) && !method.isSynthetic()) {
        String modifier = Modifier.isStatic(method.getModifiers()) ? "static " : "";
        String result = method.getGenericReturnType().getTypeName();
        members.add(modifier + result + " " + method.getName() + parameters(method));
      }
    }
    return members.stream().sorted().map(member -> "  " + member);
  }

  @Test
  void isWhatTheDocumentLists() throws IOException {
    String api =
        String.join(
                "\n",
                API.stream()
                    .flatMap(type -> Stream.concat(Stream.of(type.getName()), members(type)))
                    .toList())
            + "\n";
    Path document = Path.of("..", "docs", "api.txt");
    if (Boolean.getBoolean("brume.renew")) {
      Files.writeString(document, api);
    }

    assertThat(document).hasContent(api);
  }
}
