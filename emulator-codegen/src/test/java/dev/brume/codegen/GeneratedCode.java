package dev.brume.codegen;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Generates, compiles as the build does, and loads the code of a model; remembers what was loaded.
 */
final class GeneratedCode extends ClassLoader {
  static final String PACKAGE = "test.tricky.api";

  private final Path classes;
  private final Set<String> loaded = new TreeSet<>();

  private GeneratedCode(Path classes) {
    super(GeneratedCode.class.getClassLoader());
    this.classes = classes;
  }

  /** The code of the model {@code resource}, made in {@code folder}. */
  static GeneratedCode of(String resource, Path folder) throws IOException {
    Path sources = folder.resolve("sources");
    generate(resource(resource), null, sources);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(sources, classes);
    return new GeneratedCode(classes);
  }

  static Path resource(String name) {
    return Path.of("src/test/resources/dev/brume/codegen", name);
  }

  static void generate(Path model, Path overlay, Path output) throws IOException {
    ApiTarget target = new ApiTarget(null, PACKAGE, "Tricky", "tricky");
    new ApiGenerator(ModelFiles.load(model, overlay), target).generate(target.folder(output));
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "--release",
            "21",
            "-proc:none",
            "-Xlint:all,-processing,-serial,-this-escape,-path,-try,-overloads,-options",
            "-Werror");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(sources)) {
      List<Path> units = found.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
              .call();
      if (!compiled) {
        throw new AssertionError(messages.toString());
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Path file = classes.resolve(name.replace('.', '/') + ".class");
    if (!Files.exists(file)) {
      throw new ClassNotFoundException(name);
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      loaded.add(name.substring(PACKAGE.length() + 1));
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The simple names of the generated classes loaded so far. */
  Set<String> loaded() {
    return loaded;
  }

  /** The folder of the compiled classes. */
  Path classes() {
    return classes;
  }

  Class<?> type(String simpleName) {
    try {
      return Class.forName(PACKAGE + "." + simpleName, true, this);
    } catch (ClassNotFoundException absent) {
      throw new AssertionError(absent);
    }
  }

  /** The value of a static field. */
  <T> T constant(String simpleName, String field, Class<T> type) {
    try {
      return type.cast(type(simpleName).getField(field).get(null));
    } catch (ReflectiveOperationException absent) {
      throw new AssertionError(absent);
    }
  }
}
