package dev.brume.server.rules;

import dev.brume.server.rules.Repository.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about text files that need no syntax. */
final class TextRules {

  static final int FILE_LINES = 500;

  // In two parts each, so that this file does not break its own rule.
  private static final Pattern LEFT_FOR_LATER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern SLEEP =
      Pattern.compile("\\bThread" + "\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
  private static final Pattern TEMPORARY_FILE =
      Pattern.compile("createTemp(Directory|File)\\(\\s*\"");
  private static final Pattern PARENT =
      Pattern.compile("<parent>.*?</parent>|<!--.*?-->", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("<version>|<[a-z-]+\\.version>");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?<!:)//[^\\n]*");
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?i)s3|sqs|\\bsns|dynamo|lambda|kinesis|eventbridge|cloudformation|cloudwatch|apigateway"
              + "|route53|secretsmanager|cognito|\\bkms");

  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^package dev\\.brume\\.([a-z0-9.]+);");
  private static final Pattern PACKAGE_TABLE = Pattern.compile("(?s)\n## Packages\n.*?\n## ");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern ARN_TEXT = Pattern.compile("\"arn:\"\\s*\\+|\"arn:%s");

  /** What these do with the beginnings of ARNs is no ARN yet. */
  private static final Set<String> WITH_ARN_TEXT =
      Set.of("services-iam/src/main/java/dev/brume/iam/engine/AwsPolicies.java");

  private TextRules() {}

  static boolean isSource(String path) {
    return path.matches(".*\\.(java|py|js|mjs|cjs|go|sh|bash)") || path.matches("brume|\\.ci/run");
  }

  /** A source is read as a whole. */
  static List<String> tooLong(TextFile file) {
    if (file.lines() <= FILE_LINES) {
      return List.of();
    }
    return List.of(
        "%s has %d lines, %d are allowed: give each of its concerns a file"
            .formatted(file.path(), file.lines(), FILE_LINES));
  }

  /** What is left for later is written down as an issue, not in a source. */
  static List<String> leftForLater(TextFile file) {
    return everyLine(
        file, LEFT_FOR_LATER, "do it now, or delete the remark and open an issue for it");
  }

  /** Tests advance virtual time, or wait for a condition. */
  static List<String> sleeping(TextFile file) {
    return everyLine(
        file, SLEEP, "advance a VirtualTimeline, or await the condition with Awaitility");
  }

  /** What a test or benchmark puts among the system's temporary files, it deletes. */
  static List<String> leavingFiles(TextFile file) {
    return file.text().contains(".delete")
        ? List.of()
        : everyLine(file, TEMPORARY_FILE, "use a @TempDir, or delete what is made");
  }

  /** Versions stand in the root POM only. */
  static List<String> versionOutsideRoot(TextFile pom) {
    if (pom.path().equals("pom.xml")) {
      return List.of();
    }
    String withoutParent = PARENT.matcher(pom.text()).replaceAll("");
    if (!VERSION.matcher(withoutParent).find()) {
      return List.of();
    }
    return List.of(
        pom.path()
            + " states a version: move it to dependencyManagement or pluginManagement of pom.xml");
  }

  /** Core's code names no service; its comments may, as examples. */
  static List<String> namingService(TextFile file) {
    String code =
        COMMENT
            .matcher(file.text())
            .replaceAll(comment -> "\n".repeat((int) comment.group().lines().count() - 1));
    return everyLine(
        new TextFile(file.path(), code),
        SERVICE,
        "core knows no service: let the service's Dialect say what it does otherwise");
  }

  /** The packages below dev.brume of these sources; those without code of their own aside. */
  static Set<String> packagesOf(List<TextFile> sources) {
    Set<String> packages = new TreeSet<>();
    for (TextFile source : sources) {
      Matcher stated = PACKAGE.matcher(source.text());
      if (stated.find() && !source.name().equals("package-info.java")) {
        packages.add(stated.group(1));
      }
    }
    return packages;
  }

  /** The packages in the first column of the table; {@code .cbor} is beside the one before it. */
  static List<String> packagesNamedBy(TextFile architecture) {
    List<String> packages = new ArrayList<>();
    Matcher table = PACKAGE_TABLE.matcher(architecture.text());
    for (String row : table.find() ? table.group().lines().toList() : List.<String>of()) {
      String before = "";
      Matcher name = QUOTED.matcher(row.substring(0, Math.max(0, row.indexOf('|', 1))));
      while (name.find()) {
        String given = name.group(1);
        String parent = before.substring(0, Math.max(0, before.lastIndexOf('.')));
        before = given.startsWith(".") ? parent + given : given;
        packages.add(before);
      }
    }
    return packages;
  }

  /** ARNs are made by {@code dev.brume.core.scope}, which knows what belongs where. */
  static List<String> arnsAsText(TextFile file) {
    Matcher found = ARN_TEXT.matcher(file.text());
    return WITH_ARN_TEXT.contains(file.path()) || !found.find()
        ? List.of()
        : List.of(
            "%s:%d: make it a dev.brume.core.scope.Arn, or have a Scope make it"
                .formatted(file.path(), file.text().substring(0, found.start()).lines().count()));
  }

  private static List<String> everyLine(TextFile file, Pattern forbidden, String advice) {
    List<String> problems = new ArrayList<>();
    List<String> lines = file.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (forbidden.matcher(lines.get(i)).find()) {
        problems.add("%s:%d: %s".formatted(file.path(), i + 1, advice));
      }
    }
    return problems;
  }
}
