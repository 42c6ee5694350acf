package dev.brume.server.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/**
 * The house rules that can be read off the classes: who may depend on whom, and on what.
 *
 * <p>Source of truth: the modules and rules of ARCHITECTURE.md and CONTRIBUTING.md.
 */
@AnalyzeClasses(packages = "dev.brume", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final Set<String> CONCURRENCY_OF_ENGINES =
      Set.of(
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.util.concurrent.CopyOnWriteArrayList",
          "java.util.concurrent.TimeUnit");

  private static final Set<String> STATE =
      Set.of(
          "dev.brume.core.state.Table",
          "dev.brume.core.state.SortedTable",
          "dev.brume.core.state.Tables");

  /** Ending in () where only the form without arguments reads the clock or chance. */
  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.lang.Math.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.security.SecureRandom.<init>()",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.util.Date.<init>()",
          "java.util.Random.<init>()",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");

  @ArchTest
  static final ArchRule ENGINES_KNOW_NO_WIRE =
      noClasses()
          .that()
          .resideInAPackage("dev.brume..engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.brume.core.http..",
              "dev.brume.core.protocol..",
              "dev.brume.core.netty..",
              "dev.brume.core.gateway..",
              "io.netty..",
              "java.net.http..")
          .because(
              "an engine is the domain alone: let the operation (package dev.brume.<service>)"
                  + " translate between request and engine")
          .allowEmptyShould(true);

  /** Wherever it stands: the rules for engines hold for all that keeps state. */
  @ArchTest
  static final ArchRule WHAT_HOLDS_STATE_KNOWS_NO_WIRE =
      noClasses()
          .that(holdState())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.brume.core.http..",
              "dev.brume.core.protocol..",
              "dev.brume.core.netty..",
              "dev.brume.core.gateway..",
              "io.netty..",
              "java.net.http..")
          .because("a class with tables is part of an engine, in whichever package it stands");

  @ArchTest
  static final ArchRule WHAT_HOLDS_STATE_OWNS_NO_THREADS =
      noClasses()
          .that(holdState())
          .should()
          .dependOnClassesThat(startsThreads())
          .because("a class with tables is part of an engine, in whichever package it stands");

  @ArchTest
  static final ArchRule ENGINES_OWN_NO_THREADS =
      noClasses()
          .that()
          .resideInAPackage("dev.brume..engine..")
          .should()
          .dependOnClassesThat(startsThreads())
          .because(
              "time enters an engine through the Timeline and waiting through its waiters;"
                  + " locks, atomics and futures are allowed, executors and threads are not")
          .allowEmptyShould(true);

  /** Those two carry stored items, from which an operation makes the error that was asked for. */
  @ArchTest
  static final ArchRule ENGINES_THROW_AWS_ERRORS =
      noClasses()
          .that()
          .resideInAPackage("dev.brume..engine..")
          .and()
          .doNotHaveSimpleName("ConditionFailed")
          .and()
          .doNotHaveSimpleName("TransactionFailed")
          .should()
          .beAssignableTo(RuntimeException.class)
          .because("an engine refuses by AwsError (docs/decisions/0188)");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_ENTER_BY_CONSTRUCTOR =
      noClasses()
          .that(resideOutsideOfPackages("dev.brume.core.time..", "dev.brume.core.id.."))
          .should()
          .accessTargetWhere(readsClockOrChance())
          .because(
              "runs must be repeatable: take a Timeline (dev.brume.core.time) or Ids"
                  + " (dev.brume.core.id) by constructor");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("dev.brume.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.brume.core.."))
          .ignoreDependency(resideInAnyPackage("dev.brume.server.."), alwaysTrue())
          .because("services reach each other through the ports of dev.brume.core.port");

  @ArchTest
  static final ArchRule PACKAGES_OF_CORE_MAKE_NO_CIRCLE =
      slices()
          .matching("dev.brume.core.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package of core can be read and tested with those below it alone");

  /** The package of the service itself puts its features together, and has what they share. */
  @ArchTest
  static final ArchRule FEATURES_OF_LAMBDA_MAKE_NO_CIRCLE =
      slices()
          .matching("dev.brume.lambda.(**)")
          .should()
          .beFreeOfCycles()
          .because("a feature can be read and tested with those below it alone");

  @ArchTest
  static final ArchRule FEATURES_OF_LOGS_MAKE_NO_CIRCLE =
      slices()
          .matching("dev.brume.logs.(**)")
          .should()
          .beFreeOfCycles()
          .because("a feature can be read and tested with those below it alone");

  @ArchTest
  static final ArchRule PACKAGES_OF_DYNAMODB_MAKE_NO_CIRCLE =
      slices()
          .assignedFrom(packagesUnder("dev.brume.dynamodb"))
          .should()
          .beFreeOfCycles()
          .because("a package of a service can be read and tested with those below it alone");

  @ArchTest
  static final ArchRule CORE_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("dev.brume.core..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.brume..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.brume.core.."))))
          .because("what a service needs from core is a schema, a port or a constructor argument");

  @ArchTest
  static final ArchRule ONLY_THE_FRONT_END_KNOWS_NETTY =
      noClasses()
          .that(resideOutsideOfPackages("dev.brume.core.netty.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..")
          .because("all else speaks dev.brume.core.http, which has no Netty types");

  /** Slices are packages: that of the service itself and each below it. */
  private static SliceAssignment packagesUnder(String root) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) || name.startsWith(root + ".")
            ? SliceIdentifier.of(name)
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages under " + root;
      }
    };
  }

  private static DescribedPredicate<JavaClass> holdState() {
    return DescribedPredicate.describe(
        "hold tables of a service",
        type ->
            !type.getPackageName().startsWith("dev.brume.core")
                && type.getFields().stream()
                    .anyMatch(field -> STATE.contains(field.getRawType().getFullName())));
  }

  private static DescribedPredicate<JavaClass> startsThreads() {
    return DescribedPredicate.describe(
        "start or hold threads",
        type ->
            type.getFullName().startsWith("java.lang.Thread")
                || type.getFullName().equals("java.util.Timer")
                || (type.getPackageName().equals("java.util.concurrent")
                    && !type.getName().endsWith("Exception")
                    && !CONCURRENCY_OF_ENGINES.contains(type.getFullName())));
  }

  /** The stopwatch of the front end (idle connections, metrics) is no behaviour of a service. */
  private static DescribedPredicate<JavaAccess<?>> readsClockOrChance() {
    return DescribedPredicate.describe(
        "reads the clock or chance",
        access -> {
          String target = access.getTargetOwner().getFullName() + "." + access.getName();
          String withoutArguments =
              access.getTarget() instanceof CodeUnitAccessTarget codeUnit
                      && codeUnit.getRawParameterTypes().isEmpty()
                  ? target + "()"
                  : "";
          boolean stopwatch =
              target.equals("java.lang.System.nanoTime")
                  && access.getOriginOwner().getPackageName().startsWith("dev.brume.core.netty");
          return !stopwatch
              && (CLOCKS_AND_CHANCE.contains(target)
                  || CLOCKS_AND_CHANCE.contains(withoutArguments));
        });
  }
}
