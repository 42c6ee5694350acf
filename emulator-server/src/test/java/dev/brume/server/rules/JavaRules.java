package dev.brume.server.rules;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.brume.server.rules.Repository.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Rules about Java sources that need their syntax: read by the compiler's parser, not resolved. */
final class JavaRules {

  static final int METHOD_LINES = 70;

  private static final Set<String> TEST_ANNOTATIONS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "ArchTest");
  private static final Pattern SOURCE_OF_TRUTH =
      Pattern.compile(
          "https?://|RFC ?\\d+|aws-models|Smithy|[Mm]odel\\b|Source of truth|ARCHITECTURE\\.md"
              + "|CONTRIBUTING\\.md|docs/");
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Impl|Manager|Util|Utils|Helper|Data)");

  private JavaRules() {}

  /** What is wrong with these files, one line a problem; each line says what to do. */
  static List<String> problems(List<TextFile> files) {
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    diagnostic -> {},
                    List.of("-proc:none"),
                    null,
                    files.stream().map(Source::new).toList());
    List<String> problems = new ArrayList<>();
    try {
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      Set<String> topLevel = new HashSet<>();
      for (CompilationUnitTree unit : units) {
        if (isProduct(unit)) {
          unit.getTypeDecls().forEach(type -> topLevel.add(nameOf(type)));
        }
      }
      for (CompilationUnitTree unit : units) {
        new Rules(Trees.instance(task), unit, topLevel, problems).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }

  private static boolean isProduct(CompilationUnitTree unit) {
    String path = unit.getSourceFile().toUri().getPath();
    return path.matches("/(emulator|services)-.*/src/main/java/.*") && !path.contains("-codegen/");
  }

  private static String nameOf(Tree type) {
    return type instanceof ClassTree declared ? declared.getSimpleName().toString() : "";
  }

  /** A source that the parser reads from memory and names by its path in the repository. */
  private static final class Source extends SimpleJavaFileObject {

    private final TextFile file;

    Source(TextFile file) {
      super(URI.create("memory:///" + file.path()), JavaFileObject.Kind.SOURCE);
      this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return file.text();
    }
  }

  /** Visits one file. */
  private static final class Rules extends TreePathScanner<Void, Void> {

    private final Trees trees;
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final String path;
    private final Set<String> topLevel;
    private final List<String> problems;

    Rules(Trees trees, CompilationUnitTree unit, Set<String> topLevel, List<String> problems) {
      this.topLevel = topLevel;
      this.trees = trees;
      this.positions = trees.getSourcePositions();
      this.unit = unit;
      this.path = unit.getSourceFile().toUri().getPath().substring(1);
      this.problems = problems;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      long lines = lineOfEnd(method) - lineOfStart(method) + 1;
      if (lines > METHOD_LINES) {
        report(
            method,
            "%s has %d lines, %d are allowed: split it into methods of one level of thought each"
                .formatted(method.getName(), lines, METHOD_LINES));
      }
      return super.visitMethod(method, unused);
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      String name = type.getSimpleName().toString();
      if (EMPTY_NAME.matcher(name).matches()) {
        report(
            type,
            "%s: name the type after what it is or does, without Impl, Manager, Util, Helper, Data"
                .formatted(name));
      }
      boolean isNested = getCurrentPath().getParentPath().getLeaf() != unit;
      if (isNested && isProduct(unit) && topLevel.contains(name)) {
        report(
            type, name + ": a type of this name has a file of its own; name the nested one else");
      }
      if (!isNested && !namesSourceOfTruth(getCurrentPath())) {
        requireSourceOfTruthOfTests(type);
      }
      return super.visitClass(type, unused);
    }

    private void requireSourceOfTruthOfTests(ClassTree type) {
      for (Tree member : type.getMembers()) {
        if (member instanceof MethodTree method
            && isTest(method)
            && !namesSourceOfTruth(new TreePath(getCurrentPath(), method))) {
          report(
              method,
              "%s: say in the Javadoc of the class or the test which page (https://...), model"
                      .formatted(method.getName())
                  + " (aws-models/...), RFC or document of this project decides what is right");
        }
      }
    }

    private boolean isTest(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .map(AnnotationTree::getAnnotationType)
          .map(Object::toString)
          .anyMatch(TEST_ANNOTATIONS::contains);
    }

    private boolean namesSourceOfTruth(TreePath declaration) {
      String comment = trees.getDocComment(declaration);
      return comment != null && SOURCE_OF_TRUTH.matcher(comment).find();
    }

    private long lineOfStart(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    private long lineOfEnd(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }

    private void report(Tree where, String problem) {
      problems.add(path + ":" + lineOfStart(where) + ": " + problem);
    }
  }
}
